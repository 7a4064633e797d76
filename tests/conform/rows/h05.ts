import { createUsageCounter } from '../../helpers/bedrock/count-usage.js';
import type { BedrockRequest } from '../../helpers/bedrock/script.js';
import { openPlayedWorld, type PlayedTurn, playTurn } from '../harness/played-world.js';
import { atMost, type ConformanceRow, exactly, type Measurement } from '../row.js';

const TURN = { modelCalls: 12, toolCalls: 20, tokens: 60_000 };
const DAY = { customerCents: 20, anonymousCents: 5 };
const MESSAGES: readonly string[] = [
  'Where is my order SB-100002?',
  'Where is my order SB-100002, and how do I reset my router?',
  'Has SB-100003 been delivered? Also suggest a portable speaker. And my TV has no sound, please help. And what is my default address?',
];

/** A model that always calls tools, several at once and never the same way twice; then customers who spend too much. */
export const row: ConformanceRow = {
  id: 'H05',
  promise: 'no turn and no customer spends more than the limits',
  async run(context) {
    return [...(await runTurns(context)), ...(await runDays(context))];
  },
};

async function runTurns(context: Parameters<ConformanceRow['run']>[0]): Promise<Measurement[]> {
  const count = createUsageCounter();
  let tokens = 0;
  let calls = 0;
  const world = await openPlayedWorld(context, {
    spend: { turn: TURN, day: { customerCents: 0, anonymousCents: 0 } },
    respond: (played) => (request, number) => {
      if (!isAgent(request)) return played(request, number);
      const answer = loop(request, number);
      const usage = count(request, answer);
      calls += 1;
      tokens +=
        usage.inputTokens + usage.outputTokens + usage.cacheReadInputTokens + usage.cacheWriteInputTokens;
      return { ...answer, usage };
    },
  });
  const token = await world.tokenOf('C1001');
  const turns: { turn: PlayedTurn; calls: number; tokens: number }[] = [];
  for (let round = 0; round < context.pick(10, 2); round += 1) {
    for (const message of MESSAGES) {
      [calls, tokens] = [0, 0];
      const turn = await playTurn(world.supervisors[0] ?? '', token, message);
      turns.push({ turn, calls, tokens });
    }
  }
  const partial = ({ end, text }: PlayedTurn): boolean =>
    text.trim() !== '' && (end?.missing ?? []).some(({ reason }) => reason === 'budget-exhausted');
  const ends = turns.flatMap(({ turn: { end } }) => end ?? []);
  return [
    atMost('model calls a turn, at the server', Math.max(...turns.map((each) => each.calls)), 12),
    atMost(
      'model calls a turn, as the turn counts them',
      Math.max(...ends.map(({ usage }) => usage.modelCalls)),
      12,
    ),
    atMost('tool calls a turn', Math.max(...ends.map(({ usage }) => usage.toolCalls)), 20),
    atMost('tokens a turn, at the server', Math.max(...turns.map((each) => each.tokens)), TURN.tokens),
    exactly('looping turns not stopped with a partial', turns.filter(({ turn }) => !partial(turn)).length, 0),
  ];
}

async function runDays(context: Parameters<ConformanceRow['run']>[0]): Promise<Measurement[]> {
  let spent = 0;
  const world = await openPlayedWorld(context, {
    supervisors: 2,
    spend: { turn: TURN, day: DAY },
    respond: (played) => async (request, number) => {
      const answer = await played(request, number);
      if ('fail' in answer) return answer;
      // Two cents of a large model's output a call.
      spent += 1;
      return { ...answer, usage: { inputTokens: 10, outputTokens: 1_333 } };
    },
  });
  const untilSpent = async (token: string | undefined, message: string): Promise<number> => {
    for (let turn = 0; turn < 50; turn += 1) {
      const { end } = await playTurn(world.supervisors[turn % 2] ?? '', token, message);
      if (end?.degraded === true) return turn;
    }
    return 50;
  };
  const ava = await world.tokenOf('C1001');
  const turns = await untilSpent(ava, MESSAGES[0] ?? '');
  const after = spent;
  const free = await Promise.all(
    world.supervisors.map((supervisor) => playTurn(supervisor, ava, MESSAGES[1] ?? '')),
  );
  const afterLimit = spent - after;
  const other = await playTurn(
    world.supervisors[0] ?? '',
    await world.tokenOf('C1002'),
    'Show my latest orders',
  );
  const anonymous = await untilSpent(undefined, 'Show me headphones below 200 dollars');
  const { rows } = await world.database.pool.query(
    "select cost_micros::float8 as cost from model_spend where customer_id = 'C1001'",
  );
  // The turn that passes the limit is not cut: it may go over by what one turn can cost.
  const mostMicros = DAY.customerCents * 10_000 + 12 * 20_000;
  return [
    atMost('turns until the limit of the day holds', turns, 10),
    atMost('cost of a customer on a day, in millionths of a dollar', rows[0]?.cost ?? Number.NaN, mostMicros),
    exactly('model calls that cost something after the limit, over two supervisors', afterLimit, 0),
    exactly(
      'turns after the limit that were not answered by the local model',
      free.filter(({ end }) => !isFree(end)).length,
      0,
    ),
    exactly('another customer is answered by the configured model', other.end?.degraded === false ? 1 : 0, 1),
    atMost('turns until the limit of all anonymous visitors holds', anonymous, 4),
  ];
}

function isFree(end: PlayedTurn['end']): boolean {
  return end?.degraded === true && end.missing.length === 0 && end.usage.costMicros === 0;
}

function isAgent({ operation, body }: BedrockRequest): boolean {
  const tools = body.toolConfig?.tools ?? [];
  return operation !== 'invoke' && tools.length > 0 && tools[0]?.toolSpec?.name !== 'assign_requests';
}

/** Five calls at once of whatever reads; arguments that were never there before, so that no repetition stops it. */
function loop({ body }: BedrockRequest, number: number) {
  const names = (body.toolConfig?.tools ?? []).flatMap(({ toolSpec }) => toolSpec?.name ?? []);
  const reads = names.filter((name) => /^(?:search|list|get|find|check|track)_/.test(name));
  const calls = Array.from({ length: 5 }, (_, index) => ({
    name: reads[(number + index) % reads.length] ?? 'search_knowledge',
    input: {
      order_id: `SB-1${String(number * 10 + index).padStart(5, '0')}`,
      query: `kettle ${number} ${index}`,
    },
  }));
  return { say: 'One moment. ', calls };
}
