import { createRoute, z } from '@hono/zod-openapi';
import { TurnView } from '../../contract/chat-api.js';
import { TurnEvent } from '../../contract/events.js';
import { customerOf } from '../../contract/identity.js';
import { Id } from '../../contract/ids.js';
import { AppError } from '../../platform/errors.js';
import type { Service } from '../../platform/http/create-service.js';
import { eventStream } from '../../platform/http/event-stream.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import { sleep } from '../../platform/resilience/sleep.js';
import type { Authenticate } from '../authenticate.js';
import type { TurnEngine } from './turn-engine.js';
import type { TurnJournal } from './turn-journal.js';
import type { TurnReader } from './turn-reader.js';

const params = z.object({ id: Id, turnId: Id });
const tags = ['Chat'];
const security = [{ customer: [] }];

const rejoin = createRoute({
  method: 'get',
  path: '/v1/sessions/{id}/turns/{turnId}/events',
  tags,
  security,
  summary:
    'The events of a turn behind Last-Event-ID, running or over, from any replica; nothing is done again.',
  request: {
    params,
    headers: z.object({
      'last-event-id': z
        .string()
        .optional()
        .describe('The id of the last event that was seen; left out, all.'),
    }),
  },
  responses: {
    200: { description: 'The events', content: { 'text/event-stream': { schema: TurnEvent } } },
    ...problemResponses('bad-request', 'unauthenticated', 'not-found', 'invalid-input', 'unavailable'),
  },
});

const cancel = createRoute({
  method: 'post',
  path: '/v1/sessions/{id}/turns/{turnId}/cancel',
  tags,
  security,
  summary: 'Ends a turn that is running, on whichever replica. What was shown stays, marked as incomplete.',
  request: { params },
  responses: {
    200: {
      description: 'Where the turn is now; one that was over already is no error.',
      content: { 'application/json': { schema: TurnView } },
    },
    ...problemResponses('unauthenticated', 'not-found', 'invalid-input', 'rate-limited', 'unavailable'),
  },
});

/** What the routes of turns stand on. `askToCancel` tells the replica that has the turn. */
export interface TurnRoutesOptions {
  authenticate: Authenticate;
  engine: TurnEngine;
  journal: TurnJournal;
  reader: TurnReader;
  askToCancel: (turnId: string) => void;
}

const CANCEL_WAITS_MILLISECONDS = 3_000;
const CANCEL_POLL_MILLISECONDS = 100;

/** Adds reading a turn again and ending one. */
export function addTurnRoutes(app: Service, options: TurnRoutesOptions): void {
  const { authenticate, engine, journal, reader, askToCancel } = options;
  app.openapi(rejoin, async (c) => {
    const identity = await authenticate(c);
    const { id: sessionId, turnId } = c.req.valid('param');
    const after = parseEventId(c.req.header('last-event-id'));
    const read = await reader.open(identity, { sessionId, turnId }, after);
    return eventStream<TurnEvent>(c, async (send, signal) => {
      for await (const { id, event } of read(signal)) await send(event, id);
    });
  });
  app.openapi(cancel, async (c) => {
    const identity = await authenticate(c);
    const { id: sessionId, turnId } = c.req.valid('param');
    const standing = () => journal.standing(identity, { sessionId, turnId });
    if ((await standing()) !== 'ended') {
      await journal.cancel(identity, turnId);
      const here = engine.running(turnId);
      here?.abort('cancelled');
      await here?.done.catch(() => {});
      askToCancel(turnId);
    }
    for (const end = performance.now() + CANCEL_WAITS_MILLISECONDS; performance.now() < end; ) {
      const now = await standing();
      if (now === 'ended') return c.json({ turnId, state: 'ended' as const }, 200);
      if (now === 'abandoned')
        await (await engine.resume(customerOf(identity), turnId))?.done.catch(() => {});
      else await sleep(CANCEL_POLL_MILLISECONDS);
    }
    return c.json({ turnId, state: 'running' as const }, 200);
  });
}

function parseEventId(header: string | undefined): number {
  if (header === undefined || header === '') return 0;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  throw new AppError('bad-request', 'Send Last-Event-ID as it stood in the stream, or not at all.');
}
