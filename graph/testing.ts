import type { AgentReply } from '../contract/agent-reply.js';
import { AgentRequest } from '../contract/agent-request.js';
import type { AgentEvent, TurnEvent } from '../contract/events.js';
import { NO_USAGE } from '../contract/usage.js';
import { createService } from '../platform/http/create-service.js';
import { eventStream } from '../platform/http/event-stream.js';
import { serveHttp } from '../platform/http/serve.js';
import { createLogger } from '../platform/telemetry/logger.js';

/** What an agent of the tests does with a request: it may send events, and says how it ends. */
export type AgentScript = (
  request: AgentRequest,
  send: (event: AgentEvent) => Promise<void>,
  signal: AbortSignal,
) => Promise<Partial<AgentReply> & { text: string }>;

/** A small agent over real HTTP that plays a script and notes what it was asked. */
export async function startScriptedAgent(id: string, script: AgentScript) {
  const logger = createLogger({ name: id, level: 'silent' });
  const requests: AgentRequest[] = [];
  const app = createService({
    name: id,
    version: 'test',
    logger,
    bodyLimitBytes: 1_000_000,
    openapi: { title: id, description: id },
  });
  app.post('/v1/respond', async (c) => {
    const request = AgentRequest.parse(await c.req.json());
    requests.push(request);
    return eventStream<AgentEvent>(c, async (send, signal) => {
      const { requestId } = request;
      await send({ type: 'agent-start', requestId, agent: id });
      const said = await script(request, send, signal);
      const outcome = said.outcome ?? { requestId, agent: id, status: 'answered' };
      if (said.text !== '') await send({ type: 'text-delta', requestId, text: said.text });
      const reply = {
        citations: [],
        items: [],
        facts: [],
        proposals: [],
        usage: NO_USAGE,
        degraded: false,
        ...said,
        outcome,
      };
      await send({ type: 'agent-end', outcome, reply });
    });
  });
  const server = await serveHttp(app, { host: '127.0.0.1', port: 0, drainTimeoutMs: 100, logger });
  return { id, url: server.url, requests, close: () => server.close() };
}

/** The events of a finished event stream. */
export async function readTurn(response: Response): Promise<TurnEvent[]> {
  const text = await response.text();
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)));
}

/** The words that a turn showed. */
export function wordsOf(events: readonly TurnEvent[]): string {
  return events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
}
