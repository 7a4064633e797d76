import { randomBytes } from 'node:crypto';
import { agentOf, openBedrockWorld } from '../harness/bedrock-world.js';
import { openCustomer } from '../harness/customer.js';
import { atLeast, type ConformanceRow, exactly } from '../row.js';

const TWO = 'Has my order SB-100003 arrived? The robot vacuum from it does not charge, please help.';
const SERVICES = ['order-management', 'troubleshooting', 'supervisor'] as const;
const ZEROS = '0'.repeat(32);
const A = 'a'.repeat(32);
const B = 'b'.repeat(16);
const MALFORMED = [
  ...['', ' ', '00', 'nonsense', '-', '---', `00-${A}`, `00-${A}-${B}`, `00-${A}-${B}-`, `00-${A}-${B}-1`],
  ...[`00-${ZEROS}-${B}-01`, `00-${A}-${ZEROS.slice(16)}-01`, `ff-${A}-${B}-01`, `00-${A}-${B}-01-more`],
  ...[`0-${A}-${B}-01`, `00-${A.toUpperCase()}-${B}-01`, `00-${A}a-${B}-01`, `00-${A.slice(1)}g-${B}-01`],
  ...[`00_${A}_${B}_01`, 'x'.repeat(4_000)],
];

interface LogLine {
  service: string;
  traceId?: string;
  message: string;
}

/** A turn with two agents, of which one uses the database and the other's model fails, and what went wrong around it. */
export const row: ConformanceRow = {
  id: 'R24',
  promise: 'everything that belongs to a turn has one trace id',
  async run(context) {
    const lines: LogLine[] = [];
    const onLine = (_service: string, line: string) => {
      if (line.startsWith('{')) lines.push(JSON.parse(line));
    };
    const world = await openBedrockWorld(
      context,
      SERVICES,
      (request) => {
        if (agentOf(request) !== 'order-management') return { fail: 'ValidationException', status: 400 };
        const hasResult = JSON.stringify(request.body.messages).includes('toolResult');
        if (hasResult) return { say: 'It has arrived.' };
        return { calls: [{ name: 'get_order', input: { orderId: 'SB-100003' } }] };
      },
      { settings: { LOG_LEVEL: 'info' }, onLine },
    );
    const customer = await openCustomer(world.supervisor);
    await settle();
    lines.splice(0);
    const traceId = randomBytes(16).toString('hex');
    const headers = { traceparent: `00-${traceId}-${B}-01` };
    const events = await customer.say(TWO, { headers });
    await settle();
    const ofTurn = lines.splice(0);
    const services = new Set(ofTurn.filter((line) => line.traceId === traceId).map(({ service }) => service));
    const strange = ofTurn.filter((line) => line.traceId !== traceId);
    for (const line of strange.slice(0, 10)) context.say(`not of the trace: ${JSON.stringify(line)}`);
    const faults = ofTurn.filter(({ message }) => /model call failed|fault in a turn/.test(message));

    const problems: string[] = [];
    for (const [path, method] of [
      ['/v1/sessions/nobodys/messages', 'GET'],
      ['/v1/nothing', 'GET'],
      ['/v1/sessions', 'PATCH'],
    ]) {
      const all = { ...customer.headers, ...headers };
      const response = await fetch(`${world.supervisor}${path}`, { method: method ?? 'GET', headers: all });
      problems.push(((await response.json()) as { instance: string }).instance);
    }
    const answers = await Promise.all(
      MALFORMED.map(async (traceparent) => {
        const response = await fetch(`${world.supervisor}/livez`, { headers: { traceparent } });
        const [, given = ''] = (response.headers.get('traceparent') ?? '').split('-');
        const isNew = /^[0-9a-f]{32}$/.test(given) && given !== ZEROS && !traceparent.includes(given);
        return { status: response.status, given, isNew };
      }),
    );
    const end = events.at(-1);
    return [
      exactly('parts of the turn', end?.type === 'turn-end' ? end.outcomes.length : 0, 2),
      atLeast('log lines of the turn', ofTurn.length, 5),
      exactly('services that logged under the trace id of the turn', services.size, SERVICES.length),
      exactly('log lines of the turn with another trace id or none', strange.length, 0),
      atLeast('log lines about the model that failed', faults.length, 1),
      exactly('problems with another trace id', problems.filter((id) => id !== traceId).length, 0),
      exactly('malformed traceparents', answers.length, 20),
      exactly('of them answered with no new trace id', answers.filter(({ isNew }) => !isNew).length, 0),
      exactly('of them with an id of their own', new Set(answers.map(({ given }) => given)).size, 20),
      exactly(
        'of them answered with a server error',
        answers.filter(({ status }) => status >= 500).length,
        0,
      ),
    ];
  },
};

/** Lines are written after the response has ended. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 700));
}
