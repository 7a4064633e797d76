import { Hono } from 'hono';
import type { MessageView, SessionView } from '../../contract/chat-api.js';
import type { TurnEvent } from '../../contract/events.js';
import type { Problem } from '../../contract/problem.js';

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
  now?: () => Date;
}

/**
 * A double of the supervisor's chat API for the page: it plays recorded events at their pace and keeps what it was
 * asked. Tokens are `token-of-<customer>`; with `customers: []` there is no demo login. It knows no model and no agent.
 */
export function createMockSupervisor(options: MockSupervisorOptions): { app: Hono; recorded: Recorded[] } {
  const recorded: Recorded[] = [];
  const sessions = new Map((options.sessions ?? []).map((session) => [session.id, session]));
  const messages = new Map(Object.entries(options.messages ?? {}).map(([id, each]) => [id, [...each]]));
  const turns = new Map<string, readonly Step[]>();
  const attempts = new Map<string, number>();
  const now = options.now ?? (() => new Date());
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
      ? problem(notFound())
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
    };
    sessions.set(session.id, session);
    return c.json(session, 201);
  });
  app.delete('/v1/sessions/:id', (c) => {
    sessions.delete(c.req.param('id'));
    return c.body(null, 204);
  });
  app.get('/v1/sessions/:id/messages', (c) => {
    const id = c.req.param('id');
    return sessions.has(id) ? c.json({ messages: messages.get(id) ?? [] }) : problem(notFound());
  });

  app.post('/v1/sessions/:id/messages', async (c) => {
    const session = sessions.get(c.req.param('id'));
    if (session === undefined) return problem(notFound());
    const { text } = await c.req.json<{ text: string }>();
    const attempt = (attempts.get(text) ?? 0) + 1;
    attempts.set(text, attempt);
    const script = options.script(text, attempt);
    if ('problem' in script) return problem(script.problem, script.retryAfter);
    sessions.set(session.id, {
      ...session,
      title: session.title || text.slice(0, 60),
      updatedAt: now().toISOString(),
    });
    const turnId = turnIdOf(script.steps);
    if (turnId !== undefined) turns.set(turnId, script.steps);
    return play(script.steps, 0);
  });
  app.get('/v1/sessions/:id/turns/:turnId/events', (c) => {
    const steps = turns.get(c.req.param('turnId'));
    if (steps === undefined) return problem(notFound());
    const last = Number(c.req.header('last-event-id') ?? '0');
    return play(
      steps.filter((step) => 'event' in step),
      last,
    );
  });

  return { app, recorded };
}

const CUSTOMERS = [
  { id: 'C1', name: 'Mara Lindqvist', about: 'One order on its way, one delivered' },
  { id: 'C2', name: 'Idris Bello', about: 'Has a coffee machine under warranty' },
];

/** Event ids count from 1, so the id of the last event seen is the place to go on from. */
function play(steps: readonly Step[], from: number): Response {
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

function problem(body: Problem, retryAfter?: number): Response {
  const headers = { 'Content-Type': 'application/problem+json' };
  const extra = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  return new Response(JSON.stringify(body), { status: body.status, headers: { ...headers, ...extra } });
}

function notFound(): Problem {
  return { type: 'about:blank', title: 'Not found', status: 404, code: 'not-found' };
}
