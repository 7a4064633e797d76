import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { SendMessage, TurnReply } from '../../contract/chat-api.js';
import { TurnEvent } from '../../contract/events.js';
import { Id } from '../../contract/ids.js';
import { AppError } from '../../platform/errors.js';
import type { AppEnv } from '../../platform/http/app-env.js';
import type { Service } from '../../platform/http/create-service.js';
import { eventStream } from '../../platform/http/event-stream.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import type { Authenticate } from '../authenticate.js';
import { IdempotencyKeyHeader, parseIdempotencyKey } from '../idempotency/idempotency-key.js';
import { toTurnReply } from './to-turn-reply.js';
import type { StartedTurn, TurnEngine } from './turn-engine.js';
import type { LoggedEvent } from './turn-log.js';
import type { TurnReader } from './turn-reader.js';

const send = createRoute({
  method: 'post',
  path: '/v1/sessions/{id}/messages',
  tags: ['Chat'],
  security: [{ customer: [] }],
  summary:
    'Sends a message and gets the answer, as it is made (text/event-stream) or whole (application/json, by Accept).',
  request: {
    params: z.object({ id: Id }),
    headers: z.object({ 'idempotency-key': IdempotencyKeyHeader.optional() }),
    body: jsonBody(SendMessage),
  },
  responses: {
    200: {
      description: 'The turn: events, or one reply.',
      content: { 'text/event-stream': { schema: TurnEvent }, 'application/json': { schema: TurnReply } },
    },
    ...problemResponses(
      'bad-request',
      'unauthenticated',
      'not-found',
      'turn-running',
      'idempotency-key-reused',
      'payload-too-large',
      'unsupported-media-type',
      'invalid-input',
      'internal',
      'rate-limited',
      'unavailable',
    ),
  },
});

/** What the chat stands on. */
export interface MessageRoutesOptions {
  authenticate: Authenticate;
  engine: TurnEngine;
  reader: TurnReader;
}

/** Adds the chat itself. A caller that goes away ends the turn, down to the models, unless it said that it may go on. */
export function addMessageRoutes(app: Service, { authenticate, engine, reader }: MessageRoutesOptions): void {
  app.openapi(send, async (c) => {
    const identity = await authenticate(c);
    const { id: sessionId } = c.req.valid('param');
    const asked = c.req.valid('json');
    const key = parseIdempotencyKey(c, identity, { sessionId, asked });
    const started = await engine.start({ identity, sessionId, text: asked.text, trace: c.var.trace, key });
    const turn = started.kind === 'running' ? started.turn : undefined;
    const read =
      turn === undefined
        ? await reader.open(identity, { sessionId, turnId: turnIdOf(started) }, 0)
        : (signal: AbortSignal) => turn.read(0, signal);
    if (turn === undefined) c.header('idempotency-replayed', 'true');
    const leave = (): void => {
      if (asked.onDisconnect === 'cancel') turn?.abort('client-gone');
    };
    return wantsJson(c)
      ? c.json(await waitForReply(read, leave, c.req.raw.signal), 200)
      : streamTurn(c, read, leave);
  });
}

type ReadTurn = (signal: AbortSignal) => AsyncGenerator<LoggedEvent, void, undefined>;

function turnIdOf(started: StartedTurn): string {
  return started.kind === 'running' ? started.turn.turnId : started.turnId;
}

function wantsJson(c: Context<AppEnv>): boolean {
  const accept = c.req.header('accept') ?? '';
  return accept.includes('application/json') && !accept.includes('text/event-stream');
}

function streamTurn(c: Context<AppEnv>, read: ReadTurn, leave: () => void): Response {
  const response = eventStream<TurnEvent>(c, async (write, signal) => {
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    for await (const { id, event } of read(signal)) await write(event, id);
    signal.removeEventListener('abort', leave);
  });
  const replayed = c.res.headers.get('idempotency-replayed');
  if (replayed !== null) response.headers.set('idempotency-replayed', replayed);
  return response;
}

async function waitForReply(read: ReadTurn, leave: () => void, signal: AbortSignal): Promise<TurnReply> {
  signal.addEventListener('abort', leave, { once: true });
  const events: TurnEvent[] = [];
  for await (const { event } of read(new AbortController().signal)) events.push(event);
  signal.removeEventListener('abort', leave);
  const reply = toTurnReply(events);
  if (reply !== undefined) return reply;
  const last = events.at(-1);
  if (last?.type === 'turn-interrupted' && last.resumes)
    throw new AppError(
      'unavailable',
      'The answer goes on on another server. Send the message again, with the same key.',
      {
        retryAfterSeconds: 1,
      },
    );
  throw new AppError('internal', 'The turn could not be finished. Please send the message again.');
}
