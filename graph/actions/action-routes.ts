import { createRoute, z } from '@hono/zod-openapi';
import { ActionView, DecideAction } from '../../contract/action.js';
import { Id } from '../../contract/ids.js';
import type { Service } from '../../platform/http/create-service.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import { formatTraceparent } from '../../platform/telemetry/trace-context.js';
import type { Authenticate } from '../authenticate.js';
import type { AnswerStore } from '../idempotency/answer-store.js';
import { IdempotencyKeyHeader, parseIdempotencyKey } from '../idempotency/idempotency-key.js';
import { keyMissing } from '../idempotency/key-errors.js';
import type { ActionStore } from './action-store.js';
import type { RunAction } from './run-action.js';

const tags = ['Actions'];
const security = [{ customer: [] }];

const list = createRoute({
  method: 'get',
  path: '/v1/sessions/{id}/actions',
  tags,
  security,
  summary: 'What was proposed in a conversation and what became of it, oldest first.',
  request: { params: z.object({ id: Id }) },
  responses: {
    200: {
      description: 'The actions',
      content: { 'application/json': { schema: z.object({ actions: z.array(ActionView) }) } },
    },
    ...problemResponses('invalid-input', 'unauthenticated', 'not-found', 'unavailable'),
  },
});

const decide = createRoute({
  method: 'post',
  path: '/v1/sessions/{id}/actions/{proposalId}',
  tags,
  security,
  summary:
    'Confirms or declines a proposed write. Confirming carries it out, exactly once, however often it is sent.',
  request: {
    params: z.object({ id: Id, proposalId: Id }),
    headers: z.object({ 'idempotency-key': IdempotencyKeyHeader.optional() }),
    body: jsonBody(DecideAction),
  },
  responses: {
    200: { description: 'What became of it', content: { 'application/json': { schema: ActionView } } },
    ...problemResponses(
      'bad-request',
      'unauthenticated',
      'step-up-required',
      'not-found',
      'conflict',
      'idempotency-key-reused',
      'payload-too-large',
      'unsupported-media-type',
      'invalid-input',
      'rate-limited',
      'unavailable',
    ),
  },
});

/** Adds the decisions of a customer about proposed writes. */
export function addActionRoutes(
  app: Service,
  options: { authenticate: Authenticate; store: ActionStore; run: RunAction; answers: AnswerStore },
): void {
  const { authenticate, store, run, answers } = options;
  app.openapi(list, async (c) => {
    const identity = await authenticate(c);
    return c.json({ actions: await store.list(identity, c.req.valid('param').id) }, 200);
  });
  app.openapi(decide, async (c) => {
    const identity = await authenticate(c);
    const { id: sessionId, proposalId } = c.req.valid('param');
    const traceparent = formatTraceparent(c.var.trace);
    const decision = c.req.valid('json');
    const key = parseIdempotencyKey(c, identity, { sessionId, asked: decision });
    if (key === undefined) throw keyMissing();
    const { body, replayed } = await answers.once(identity, { ...key, sessionId }, async (again) => {
      const decided = { identity, sessionId, proposalId, decision, traceparent };
      const view = await run({ ...decided, tellHistory: true, again });
      return JSON.stringify(view);
    });
    if (replayed) c.header('idempotency-replayed', 'true');
    // The text as it was sent the first time; it was made from an action, and parsing it would change nothing.
    const view: ActionView = JSON.parse(body);
    return c.json(view, 200);
  });
}
