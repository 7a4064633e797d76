import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../contract/events.js';
import { NO_USAGE } from '../../contract/usage.js';
import { verifySessionToken } from '../../platform/auth/session-token.js';
import { createHttpClient, type HttpClient } from '../../platform/http/http-client.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { createMetrics } from '../../platform/telemetry/metrics.js';
import type { AgentCaller } from './agent-caller.js';
import { type AgentGuards, createAgentGuards } from './agent-guards.js';
import { createHttpAgentCaller } from './http-agent-caller.js';

const AGENT = 'order-management';
const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const END: AgentEvent = {
  type: 'agent-end',
  outcome: { requestId: 'r1', agent: AGENT, status: 'answered' },
  reply: {
    outcome: { requestId: 'r1', agent: AGENT, status: 'answered' },
    text: 'It ships today.',
    citations: [],
    items: [],
    facts: [],
    proposals: [],
    usage: NO_USAGE,
    degraded: false,
  },
};
const DELTA: AgentEvent = { type: 'text-delta', requestId: 'r1', text: 'It ships' };

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
const send = (response: ServerResponse, event: AgentEvent): void => {
  response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
};
const stream = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
};

describe('the HTTP agent caller', () => {
  let answer: Answer;
  let calls = 0;
  let http: HttpClient;
  let guards: AgentGuards;
  let caller: AgentCaller;
  const server = createServer((request, response) => {
    calls += 1;
    request.resume();
    answer(response, request);
  });

  beforeEach(async () => {
    calls = 0;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const logger = createLogger({ name: 'test', level: 'silent' });
    http = createHttpClient();
    const wire = {
      http,
      urls: { [AGENT]: `http://127.0.0.1:${port}` },
      sessionTokenSecret: SECRET,
      firstEventTimeoutMs: 700,
      attemptTimeoutMs: 2_000,
    };
    guards = createAgentGuards({ agents: [AGENT], wire, logger, metrics: createMetrics('test') });
    caller = createHttpAgentCaller({ wire, guards, logger });
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await http.close();
  });

  function call(signal = new AbortController().signal, onEvent: () => void = () => {}) {
    const events: AgentEvent[] = [];
    const reply = caller.call({
      agent: AGENT,
      request: {
        requestId: 'r1',
        request: 'where is my order',
        context: {
          sessionId: 's1',
          turnId: 't1',
          locale: 'en',
          window: [],
          summary: '',
          facts: [],
          deadlineAt: new Date(Date.now() + 1_500).toISOString(),
        },
      },
      identity: { level: 'verified', customerId: 'C1' },
      traceparent: undefined,
      onEvent(event) {
        events.push(event);
        onEvent();
      },
      signal,
    });
    return { events, reply };
  }

  it('forwards events as they come and resolves to the reply', async () => {
    answer = (response) => {
      stream(response);
      send(response, DELTA);
      send(response, END);
      response.end();
    };
    const { events, reply } = call();
    expect((await reply).text).toBe('It ships today.');
    expect(events).toEqual([DELTA]);
  });

  it('sends a token that says for whom, in which session, and for this agent only', async () => {
    let token = '';
    answer = (response, request) => {
      token = request.headers.authorization?.slice('Bearer '.length) ?? '';
      stream(response);
      send(response, END);
      response.end();
    };
    await call().reply;
    expect(await verifySessionToken(SECRET, token, AGENT)).toEqual({
      identity: { level: 'verified', customerId: 'C1' },
      sessionId: 's1',
      turnId: 't1',
    });
    await expect(verifySessionToken(SECRET, token, 'troubleshooting')).rejects.toThrow();
  });

  it('says how long it will wait: what is left of the turn', async () => {
    let header: unknown;
    answer = (response, request) => {
      header = request.headers['x-deadline-milliseconds'];
      stream(response);
      send(response, END);
      response.end();
    };
    await call().reply;
    expect(header).toMatch(/^\d+$/);
    expect(Number(header)).toBeGreaterThan(300);
    expect(Number(header)).toBeLessThanOrEqual(1_500);
  });

  it('tries again while nothing was forwarded', async () => {
    answer = (response) => {
      if (calls < 3) return void response.writeHead(503).end();
      stream(response);
      send(response, END);
      response.end();
    };
    expect((await call().reply).outcome.status).toBe('answered');
    expect(calls).toBe(3);
  });

  it('does not say anything twice: what broke off after its first event is not repeated', async () => {
    answer = (response) => {
      stream(response);
      send(response, DELTA);
      setTimeout(() => response.destroy(), 10);
    };
    const reply = await call().reply;
    expect(reply).toMatchObject({ text: 'It ships', outcome: { status: 'failed', reason: 'interrupted' } });
    expect(calls).toBe(1);
  });

  it('does not take a stream that ends without a reply for an answer', async () => {
    answer = (response) => {
      stream(response);
      send(response, DELTA);
      response.end();
    };
    expect((await call().reply).outcome).toMatchObject({ status: 'failed', reason: 'interrupted' });
  });

  it('ends a call that hangs', async () => {
    answer = (response) => {
      stream(response);
      send(response, DELTA);
    };
    const startedAt = performance.now();
    expect((await call().reply).outcome).toMatchObject({ status: 'failed', reason: 'timeout' });
    expect(performance.now() - startedAt).toBeGreaterThan(1_900);
  });

  it('gives up soon on an agent that does not even begin', async () => {
    answer = () => {};
    const startedAt = performance.now();
    expect((await call().reply).outcome).toMatchObject({ status: 'failed', reason: 'timeout' });
    expect(performance.now() - startedAt).toBeLessThan(1_900);
  });

  it('neither repeats nor counts what was the caller’s fault', async () => {
    answer = (response) => void response.writeHead(401).end();
    for (let i = 0; i < 8; i += 1) {
      expect((await call().reply).outcome).toMatchObject({ status: 'failed', reason: 'rejected' });
    }
    expect(calls).toBe(8);
    expect(guards.states()).toEqual({ [AGENT]: 'closed' });
  });

  it('opens the circuit after five failures in a row and then makes no call', async () => {
    answer = (response) => void response.writeHead(503).end();
    await call().reply;
    await call().reply;
    expect(calls).toBe(5);
    expect((await call().reply).outcome).toMatchObject({ status: 'failed', reason: 'circuit-open' });
    expect(calls).toBe(5);
    expect(guards.states()).toEqual({ [AGENT]: 'open' });
  });

  it('rejects with the caller’s own abort and hangs up on the agent', async () => {
    const hungUp = new Promise<void>((resolve) => {
      answer = (response) => {
        stream(response);
        send(response, DELTA);
        response.on('close', () => resolve());
      };
    });
    const leaving = new AbortController();
    const { reply } = call(leaving.signal, () => leaving.abort(new DOMException('gone', 'AbortError')));
    await expect(reply).rejects.toThrow('gone');
    await hungUp;
  });
});
