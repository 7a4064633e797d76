import { createRoute, z } from '@hono/zod-openapi';
import { createService, type Service, type ServiceOptions } from '../http/create-service.js';
import { jsonBody } from '../http/json-body.js';
import { problemResponses } from '../http/problem-responses.js';
import { createRecordingLogger } from './recording-logger.js';

const Note = z.object({ text: z.string().min(1).max(100) });
const postNote = createRoute({
  method: 'post',
  path: '/v1/notes/{id}',
  request: { params: z.object({ id: z.string().regex(/^[a-z]+$/) }), body: jsonBody(Note) },
  responses: {
    200: { description: 'Echo', content: { 'application/json': { schema: Note } } },
    ...problemResponses('invalid-input', 'payload-too-large', 'unsupported-media-type'),
  },
});

/** A small service for tests: `POST /v1/notes/{id}` echoes its body; everything else is what every service has. */
export function createTestService(options: Partial<ServiceOptions> = {}): {
  app: Service;
  lines: Record<string, unknown>[];
} {
  const { logger, lines } = createRecordingLogger();
  const app = createService({
    name: 'test',
    version: '1.2.3',
    logger,
    openapi: { title: 'Test', description: 'A service for tests.' },
    ...options,
  });
  app.openapi(postNote, (c) => c.json(c.req.valid('json'), 200));
  return { app, lines };
}
