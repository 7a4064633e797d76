import { randomUUID } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { CreateSession, MessageView, SessionView } from '../../contract/chat-api.js';
import { Id } from '../../contract/ids.js';
import type { Service } from '../../platform/http/create-service.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import type { Authenticate } from '../authenticate.js';
import type { SessionStore } from './session-store.js';

const tags = ['Sessions'];
const security = [{ customer: [] }];
const params = z.object({ id: Id });

function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } };
}

const create = createRoute({
  method: 'post',
  path: '/v1/sessions',
  tags,
  security,
  summary: 'Begins a conversation. It belongs to the customer of the token.',
  request: { body: jsonBody(CreateSession) },
  responses: {
    201: json('The session', SessionView),
    ...problemResponses(
      'bad-request',
      'unauthenticated',
      'forbidden',
      'payload-too-large',
      'unsupported-media-type',
      'invalid-input',
      'rate-limited',
      'unavailable',
    ),
  },
});

const list = createRoute({
  method: 'get',
  path: '/v1/sessions',
  tags,
  security,
  summary: "The customer's newest conversations.",
  responses: {
    200: json('The sessions', z.object({ sessions: z.array(SessionView) })),
    ...problemResponses('unauthenticated', 'unavailable'),
  },
});

const get = createRoute({
  method: 'get',
  path: '/v1/sessions/{id}',
  tags,
  security,
  summary: 'One conversation.',
  request: { params },
  responses: {
    200: json('The session', SessionView),
    ...problemResponses('invalid-input', 'unauthenticated', 'not-found', 'unavailable'),
  },
});

const messages = createRoute({
  method: 'get',
  path: '/v1/sessions/{id}/messages',
  tags,
  security,
  summary: 'The history of a conversation, oldest first.',
  request: { params },
  responses: {
    200: json('The messages', z.object({ messages: z.array(MessageView) })),
    ...problemResponses('invalid-input', 'unauthenticated', 'not-found', 'unavailable'),
  },
});

const remove = createRoute({
  method: 'delete',
  path: '/v1/sessions/{id}',
  tags,
  security,
  summary: 'Deletes a conversation with its history.',
  request: { params },
  responses: {
    204: { description: 'Deleted' },
    ...problemResponses('invalid-input', 'unauthenticated', 'not-found', 'unavailable'),
  },
});

/** What the session routes stand on. */
export interface SessionRoutesOptions {
  authenticate: Authenticate;
  sessions: SessionStore;
  /** Forgets what else is kept of a session: its checkpoints. */
  forget: (sessionId: string) => Promise<void>;
}

/** Adds create, list, read and delete of conversations. */
export function addSessionRoutes(
  app: Service,
  { authenticate, sessions, forget }: SessionRoutesOptions,
): void {
  app.openapi(create, async (c) => {
    const { locale = 'en-US' } = c.req.valid('json');
    return c.json(await sessions.create(await authenticate(c), { id: randomUUID(), locale }), 201);
  });
  app.openapi(list, async (c) => c.json({ sessions: await sessions.list(await authenticate(c)) }, 200));
  app.openapi(get, async (c) =>
    c.json(await sessions.get(await authenticate(c), c.req.valid('param').id), 200),
  );
  app.openapi(messages, async (c) =>
    c.json({ messages: await sessions.messages(await authenticate(c), c.req.valid('param').id) }, 200),
  );
  app.openapi(remove, async (c) => {
    const { id } = c.req.valid('param');
    await sessions.delete(await authenticate(c), id);
    await forget(id);
    return c.body(null, 204);
  });
}
