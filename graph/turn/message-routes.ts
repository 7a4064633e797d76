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
import { toTurnReply } from './to-turn-reply.js';
import type { RunningTurn, TurnEngine } from './turn-engine.js';

const send = createRoute({
  method: 'post',
  path: '/v1/sessions/{id}/messages',
  tags: ['Chat'],
  security: [{ customer: [] }],
  summary:
    'Sends a message and gets the answer, as it is made (text/event-stream) or whole (application/json, by Accept).',
  request: { params: z.object({ id: Id }), body: jsonBody(SendMessage) },
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
      'payload-too-large',
      'unsupported-media-type',
      'invalid-input',
      'internal',
      'unavailable',
    ),
  },
});

/** Adds the chat itself. A caller that goes away ends the turn, down to the models. */
export function addMessageRoutes(
  app: Service,
  options: { authenticate: Authenticate; engine: TurnEngine },
): void {
  app.openapi(send, async (c) => {
    const identity = await options.authenticate(c);
    const { id: sessionId } = c.req.valid('param');
    const { text } = c.req.valid('json');
    const turn = await options.engine.start({ identity, sessionId, text, trace: c.var.trace });
    return wantsJson(c) ? c.json(await waitForReply(turn, c.req.raw.signal), 200) : streamTurn(c, turn);
  });
}

function wantsJson(c: Context<AppEnv>): boolean {
  const accept = c.req.header('accept') ?? '';
  return accept.includes('application/json') && !accept.includes('text/event-stream');
}

function streamTurn(c: Context<AppEnv>, turn: RunningTurn): Response {
  return eventStream(c, async (write, signal) => {
    const leave = (): void => turn.abort(clientGone());
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    for await (const { event } of turn.log.read(0, signal)) await write(event);
    signal.removeEventListener('abort', leave);
  });
}

async function waitForReply(turn: RunningTurn, signal: AbortSignal): Promise<TurnReply> {
  const leave = (): void => turn.abort(clientGone());
  signal.addEventListener('abort', leave, { once: true });
  await turn.done.catch(() => {});
  signal.removeEventListener('abort', leave);
  const reply = toTurnReply(turn.log.events().map(({ event }) => event));
  if (reply === undefined)
    throw new AppError('internal', 'The turn could not be finished. Please send the message again.');
  return reply;
}

function clientGone(): Error {
  return new DOMException('The client has gone away.', 'AbortError');
}
