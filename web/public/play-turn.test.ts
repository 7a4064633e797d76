import { describe, expect, it } from 'vitest';
import { createMockSupervisor, type Step } from '../testing/mock-supervisor.js';
import { recordTurn } from '../testing/recorded-turns.js';
import { ORDER_PART } from '../testing/samples.js';
import { createApi } from './api.js';
import { ApiError } from './caller.js';
import { playTurn } from './play-turn.js';

const delays = [0, 0, 0];
const steps = recordTurn([ORDER_PART]);

function open(script: readonly Step[], fetch?: (path: string, init?: RequestInit) => Promise<Response>) {
  const { app, recorded } = createMockSupervisor({
    script: () => ({ steps: script }),
    sessions: [{ id: 's1', title: '', locale: 'en', createdAt: '', updatedAt: '', owner: 'bot' }],
  });
  const request = async (path: RequestInfo | URL, init?: RequestInit) =>
    fetch === undefined ? app.request(String(path), init) : fetch(String(path), init);
  return { app, recorded, api: createApi({ fetch: request, token: () => '', locale: 'en' }) };
}

async function typesOf(events: AsyncGenerator<{ type: string }>) {
  const types = [];
  for await (const event of events) types.push(event.type);
  return types;
}

function message() {
  return { sessionId: 's1', text: 'hi', key: 'k1', signal: new AbortController().signal, delays };
}

describe('playTurn', () => {
  it('gives the events of a turn to their end', async () => {
    const { api, recorded } = open(steps);
    const types = await typesOf(playTurn(api, message()));
    expect(types).toEqual(steps.flatMap((step) => ('event' in step ? [step.event.type] : [])));
    expect(recorded).toMatchObject([
      { path: '/v1/sessions/s1/messages', idempotencyKey: 'k1', body: { text: 'hi' } },
    ]);
  });

  it('goes on where a broken stream broke, and gives no event twice', async () => {
    const broken: Step[] = [...steps.slice(0, 6), { cut: true }, ...steps.slice(6)];
    const { api, recorded } = open(broken);
    const types = await typesOf(playTurn(api, message()));
    expect(types).toEqual(steps.flatMap((step) => ('event' in step ? [step.event.type] : [])));
    expect(recorded.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/sessions/s1/messages',
      'GET /v1/sessions/s1/turns/turn-1/events',
    ]);
  });

  it('reads on from another server when this one is about to stop, without showing that it is', async () => {
    const parked: Step = { event: { type: 'turn-interrupted', turnId: 'turn-1', resumes: true } };
    const { api, recorded } = open([...steps.slice(0, 6), parked, ...steps.slice(6)]);
    const types = await typesOf(playTurn(api, message()));
    expect(types).toEqual(steps.flatMap((step) => ('event' in step ? [step.event.type] : [])));
    expect(recorded.at(-1)?.path).toBe('/v1/sessions/s1/turns/turn-1/events');
  });

  it('ends without a last event when the turn can be rejoined nowhere', async () => {
    const { app } = open([...steps.slice(0, 4), { cut: true }]);
    let asked = 0;
    const { api } = open([], async (path, init) => {
      if (!path.includes('/turns/')) return app.request(path, init);
      asked += 1;
      return new Response('', { status: asked === 1 ? 503 : 404 });
    });
    const types = await typesOf(playTurn(api, message()));
    expect(types).toHaveLength(4);
    expect(types).not.toContain('turn-end');
    expect(asked).toBe(2);
  });

  it('does not ask for a turn that was never named', async () => {
    const { api, recorded } = open([{ cut: true }]);
    expect(await typesOf(playTurn(api, message()))).toEqual([]);
    expect(recorded).toHaveLength(1);
  });

  it('passes over an event that is no JSON', async () => {
    const body = 'data: not json\n\ndata: 7\n\ndata: {"type":"turn-interrupted","turnId":"t"}\n\n';
    const { api } = open([], async () => new Response(body));
    expect(await typesOf(playTurn(api, message()))).toEqual(['turn-interrupted']);
  });

  it('throws the refusal of a message that was not taken', async () => {
    const problem = { type: 'about:blank', title: 'A turn is running', status: 409, code: 'turn-running' };
    const { api } = open([], async () =>
      Response.json(problem, { status: 409, headers: { 'retry-after': '3' } }),
    );
    const failure = await typesOf(playTurn(api, message())).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ problem, retryAfterSeconds: 3 });
  });

  it('stops waiting to rejoin as soon as the customer stops it', async () => {
    const { api, recorded } = open([...steps.slice(0, 4), { cut: true }]);
    const controller = new AbortController();
    const all = typesOf(playTurn(api, { ...message(), signal: controller.signal, delays: [60_000] }));
    setTimeout(() => controller.abort(), 20);
    await expect(all).rejects.toMatchObject({ name: 'AbortError' });
    expect(recorded).toHaveLength(1);
  });

  it('ends as stopped, not as broken, when the stream fails because it was stopped', async () => {
    const controller = new AbortController();
    const { api } = open([], async () => {
      const body = new ReadableStream({
        pull: (stream) => {
          controller.abort();
          stream.error(new Error('cut'));
        },
      });
      return new Response(body);
    });
    const all = typesOf(playTurn(api, { ...message(), signal: controller.signal }));
    await expect(all).rejects.toMatchObject({ name: 'AbortError' });
  });
});
