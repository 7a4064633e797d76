import { createRoute, z } from '@hono/zod-openapi';
import { GiveFeedback } from '../../contract/chat-api.js';
import { Id } from '../../contract/ids.js';
import type { Service } from '../../platform/http/create-service.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import type { Authenticate } from '../authenticate.js';
import type { KeepFeedback } from './feedback-store.js';

const route = createRoute({
  method: 'post',
  path: '/v1/sessions/{id}/turns/{turnId}/feedback',
  tags: ['Chat'],
  security: [{ customer: [] }],
  summary: 'Says whether an answer helped. The last word counts.',
  request: { params: z.object({ id: Id, turnId: Id }), body: jsonBody(GiveFeedback) },
  responses: {
    204: { description: 'Kept' },
    ...problemResponses(
      'bad-request',
      'unauthenticated',
      'not-found',
      'payload-too-large',
      'unsupported-media-type',
      'invalid-input',
      'rate-limited',
      'unavailable',
    ),
  },
});

/** Adds what customers say of answers. */
export function addFeedbackRoutes(
  app: Service,
  { authenticate, keep }: { authenticate: Authenticate; keep: KeepFeedback },
): void {
  app.openapi(route, async (c) => {
    const { id: sessionId, turnId } = c.req.valid('param');
    await keep(await authenticate(c), { sessionId, turnId }, c.req.valid('json'));
    return c.body(null, 204);
  });
}
