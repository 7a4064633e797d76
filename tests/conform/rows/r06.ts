import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openAgentClient } from '../harness/agent-client.js';
import { type ConformanceRow, exactly } from '../row.js';

const STATUSES = [400, 401, 403, 404, 409, 413, 415, 422] as const;
const CALLS = 1_000;

/** Half of the calls are refused as the caller's fault, in the other half the caller goes away. */
export const row: ConformanceRow = {
  id: 'R06',
  promise: 'what the caller does wrong opens no circuit',
  async run(context) {
    let status: number | undefined;
    const server = createServer((request, response) => {
      request.resume();
      if (status !== undefined) response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    context.defer(() => server.closeAllConnections());
    const { port } = server.address() as AddressInfo;
    const timeouts = { firstEventTimeoutMs: 5_000, attemptTimeoutMs: 5_000 };
    const client = openAgentClient(context, `http://127.0.0.1:${port}`, timeouts);
    let refused = 0;
    let left = 0;
    let notClosed = 0;
    for (let call = 0; call < CALLS; call++) {
      const leaving = new AbortController();
      status = call % 2 === 0 ? STATUSES[(call / 2) % STATUSES.length] : undefined;
      if (status === undefined)
        setTimeout(() => leaving.abort(new DOMException('gone', 'AbortError')), call % 20);
      const reply = await client.ask(leaving.signal).catch(() => undefined);
      if (reply === undefined) left += 1;
      else if (reply.outcome.status === 'failed' && reply.outcome.reason === 'rejected') refused += 1;
      if (client.guards.states()[client.agent] !== 'closed') notClosed += 1;
    }
    return [
      exactly('calls refused by the agent', refused, CALLS / 2),
      exactly('calls given up by the caller', left, CALLS / 2),
      exactly('calls after which the circuit was not closed', notClosed, 0),
    ];
  },
};
