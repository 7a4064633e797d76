import { expect, it } from 'vitest';
import { addServiceResponses } from './add-service-responses.js';

const statuses = (operation: { responses?: object } | undefined) => Object.keys(operation?.responses ?? {});

it('documents what every route may answer, and leaves what a route says itself', () => {
  const document = addServiceResponses({
    openapi: '3.1.0',
    paths: {
      '/v1/notes': {
        get: { responses: { 200: { description: 'Notes' } } },
        post: { responses: { 201: { description: 'Kept' }, 400: { description: 'My own' } } },
      },
      '/livez': { get: { responses: { 200: { description: 'Alive' } } } },
    },
  });
  const { '/v1/notes': notes, '/livez': livez } = document.paths;
  expect(statuses(notes.get)).toEqual(['200', '400', '500']);
  expect(statuses(notes.post)).toEqual(['201', '400', '413', '415', '500'].sort());
  expect(notes.post.responses[400]).toEqual({ description: 'My own' });
  expect(statuses(livez.get)).toEqual(['200']);
  expect(document.openapi).toBe('3.1.0');
});
