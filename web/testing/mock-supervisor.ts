import { Hono } from 'hono';
import type { ActionView } from '../../contract/action.js';
import type { MessageView, SessionView } from '../../contract/chat-api.js';
import type { TurnEvent } from '../../contract/events.js';
import type { Problem } from '../../contract/problem.js';
import { createMockActions, type MockActions } from './mock-actions.js';
import { createMockInbox, type MockInbox } from './mock-inbox.js';
import { problemResponse } from './problem-response.js';

/** How long a step waits: milliseconds, or until a test lets it go on. */
export type Pause = number | Promise<unknown>;

/** One step of a recorded turn: an event after a pause, or the connection breaking. */
export type Step = { after?: Pause; event: TurnEvent } | { after?: Pause; cut: true };

/** How the double answers a message: a turn to play, or a refusal. */
export type Script = { steps: readonly Step[] } | { problem: Problem; retryAfter?: number };

/** What the double was asked, for a test to look at. */
export interface Recorded {
  method: string;
  path: string;
  authorization: string | undefined;
  idempotencyKey: string | undefined;
  body: unknown;
}

/** What the double starts with. */
export interface MockSupervisorOptions {
  script: (text: string, attempt: number) => Script;
  customers?: readonly { id: string; name: string; about: string }[];
  sessions?: readonly SessionView[];
  messages?: Readonly<Record<string, readonly MessageView[]>>;
  /** By session. Without them there are those alone that a turn proposes. */
  actions?: Readonly<Record<string, readonly ActionView[]>>;
  /** The status with which a server without proposed writes answers for them. */
  withoutActions?: number;
  now?: () => Date;
}

/** What the staff do in a conversation, for the customer to see. */
export interface MockStaff {
  own(sessionId: string, owner: SessionView['owner']): void;
  say(sessionId: string, text: string): void;
}

/**
 * A double of the supervisor's chat API for the page: it plays recorded events at their pace and keeps what it was
 * asked. Tokens are `token-of-<customer>`; with `customers: []` there is no demo login. It knows no model and no agent.
 */
export function createMockSupervisor(options: MockSupervisorOptions): {
  app: Hono;
  recorded: Recorded[];
  actions: MockActions;
  inbox: MockInbox;
  staff: MockStaff;
} {
  const recorded: Recorded[] = [];
  const sessions = new Map((options.sessions ?? []).map((session) => [session.id, session]));
  const messages = new Map(Object.entries(options.messages ?? {}).map(([id, each]) => [id, [...each]]));
  const owners = new Map<string, SessionView['owner']>();
  const turns = new Map<string, readonly Step[]>();
  const attempts = new Map<string, number>();
  const now = options.now ?? (() => new Date());
  const actions = createMockActions(options.actions ?? {});
  const app = new Hono();

  app.use('/v1/*', async (c, next) => {
    const text = c.req.method === 'POST' ? await c.req.text() : '';
    recorded.push({
      method: c.req.method,
      path: c.req.path,
      authorization: c.req.header('authorization'),
      idempotencyKey: c.req.header('idempotency-key'),
      body: text === '' ? undefined : JSON.parse(text),
    });
    await next();
  });

  app.get('/health', (c) => c.json({ model: { description: 'local model' }, database: 'embedded PGlite' }));
  app.get('/v1/demo/customers', (c) =>
    options.customers?.length === 0
      ? problemResponse(notFound())
      : c.json({ customers: options.customers ?? CUSTOMERS }),
  );
  app.post('/v1/demo/token', async (c) => {
    const { customerId } = await c.req.json<{ customerId: string }>();
    return c.json({ token: `token-of-${customerId}` });
  });
  app.post('/v1/events', (c) => c.body(null, 204));

  app.get('/v1/sessions', (c) => c.json({ sessions: [...sessions.values()].reverse() }));
  app.post('/v1/sessions', (c) => {
    const at = now().toISOString();
    const session: SessionView = {
      id: `session-${sessions.size + 1}`,
      createdAt: at,
      updatedAt: at,
      locale: 'en-US',
      title: '',
      owner: 'bot',
    };
    sessions.set(session.id, session);
    return c.json(session, 201);
  });
  app.get('/v1/sessions/:id', (c) => {
    const id = c.req.param('id');
    const session = sessions.get(id);
    if (session === undefined) return problemResponse(notFound());
    return c.json({ ...session, owner: owners.get(id) ?? session.owner });
  });
  app.delete('/v1/sessions/:id', (c) => {
    sessions.delete(c.req.param('id'));
    return c.body(null, 204);
  });
  app.get('/v1/sessions/:id/messages', (c) => {
    const id = c.req.param('id');
    return sessions.has(id) ? c.json({ messages: messages.get(id) ?? [] }) : problemResponse(notFound());
  });

  app.post('/v1/sessions/:id/messages', async (c) => {
    const session = sessions.get(c.req.param('id'));
    if (session === undefined) return problemResponse(notFound());
    const { text } = await c.req.json<{ text: string }>();
    const attempt = (attempts.get(text) ?? 0) + 1;
    attempts.set(text, attempt);
    const script = options.script(text, attempt);
    if ('problem' in script) return problemResponse(script.problem, script.retryAfter);
    sessions.set(session.id, {
      ...session,
      title: session.title || text.slice(0, 60),
      updatedAt: now().toISOString(),
    });
    const turnId = turnIdOf(script.steps);
    if (turnId !== undefined) turns.set(turnId, script.steps);
    return play(script.steps, 0, () => {
      for (const step of script.steps) {
        if (!('event' in step) || step.event.type !== 'action-proposed' || turnId === undefined) continue;
        actions.offer(session.id, { ...step.event.proposal, turnId, status: 'offered' });
      }
    });
  });
  app.get('/v1/sessions/:id/turns/:turnId/events', (c) => {
    const steps = turns.get(c.req.param('turnId'));
    if (steps === undefined) return problemResponse(notFound());
    const last = Number(c.req.header('last-event-id') ?? '0');
    return play(
      steps.filter((step) => 'event' in step),
      last,
    );
  });

  app.post('/v1/sessions/:id/turns/:turnId/cancel', (c) => {
    const turnId = c.req.param('turnId');
    return turns.has(turnId) ? c.json({ turnId, state: 'ended' }) : problemResponse(notFound());
  });

  app.get('/v1/sessions/:id/actions', async (_, next) => {
    const status = options.withoutActions;
    if (status === undefined) return next();
    return problemResponse({ ...notFound(), status });
  });
  const staff: MockStaff = {
    own: (id, owner) => owners.set(id, owner),
    say(id, text) {
      const told = messages.get(id) ?? [];
      const message = { id: `staff-${told.length}`, turnId: `staff-${told.length}`, text };
      messages.set(id, [...told, { ...message, role: 'staff', createdAt: now().toISOString() }]);
    },
  };
  const inbox = createMockInbox();
  app.route('/', actions.routes);
  app.route('/', inbox.routes);
  return { app, recorded, actions, inbox, staff };
}

const CUSTOMERS = [
  { id: 'C1', name: 'Mara Lindqvist', about: 'One order on its way, one delivered' },
  { id: 'C2', name: 'Idris Bello', about: 'Has a coffee machine under warranty' },
];

/** Event ids count from 1, so the id of the last event seen is the place to go on from. */
function play(steps: readonly Step[], from: number, onEnd = () => {}): Response {
  const encoder = new TextEncoder();
  let stopped = false;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let id = 0;
      controller.enqueue(encoder.encode(': open\n\n'));
      for (const step of steps) {
        if (id >= from) await pauseFor(step.after ?? 0);
        if (stopped) return;
        if ('cut' in step) return controller.error(new Error('cut'));
        id += 1;
        if (id <= from) continue;
        const { event } = step;
        // What was proposed is offered with the whole answer, and not in one that was cut off.
        if (event.type === 'turn-end') onEnd();
        controller.enqueue(
          encoder.encode(`event: ${event.type}\nid: ${id}\ndata: ${JSON.stringify(event)}\n\n`),
        );
      }
      controller.close();
    },
    cancel() {
      stopped = true;
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  });
}

async function pauseFor(pause: Pause): Promise<void> {
  if (typeof pause === 'number') await new Promise((resolve) => setTimeout(resolve, pause));
  else await pause;
}

function turnIdOf(steps: readonly Step[]): string | undefined {
  for (const step of steps) if ('event' in step && step.event.type === 'turn-start') return step.event.turnId;
  return undefined;
}

function notFound(): Problem {
  return { type: 'about:blank', title: 'Not found', status: 404, code: 'not-found' };
}
