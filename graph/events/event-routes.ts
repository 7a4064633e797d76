import { createRoute, z } from '@hono/zod-openapi';
import { RecordEvent } from '../../contract/chat-api.js';
import { AppError } from '../../platform/errors.js';
import type { Service } from '../../platform/http/create-service.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import type { Authenticate } from '../authenticate.js';
import type { KeepEvent } from './event-store.js';

const record = createRoute({
  method: 'post',
  path: '/v1/events',
  tags: ['Events'],
  security: [{ customer: [] }],
  summary: 'Records what a customer viewed, searched for or put in the cart.',
  request: { body: jsonBody(RecordEvent) },
  responses: {
    202: {
      description: 'Recorded',
      content: { 'application/json': { schema: z.object({ recorded: z.literal(true) }) } },
    },
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

/** Adds `POST /v1/events`. An anonymous visitor leaves no trace: without a token it is refused. */
export function addEventRoutes(app: Service, options: { authenticate: Authenticate; keep: KeepEvent }): void {
  app.openapi(record, async (c) => {
    const identity = await options.authenticate(c);
    if (identity.level === 'anonymous') {
      throw new AppError(
        'unauthenticated',
        'Events are recorded for a signed-in customer only. Send a customer token.',
      );
    }
    await options.keep(identity.customerId, c.req.valid('json'));
    return c.json({ recorded: true as const }, 202);
  });
}
