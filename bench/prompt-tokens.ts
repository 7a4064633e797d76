import { createLogger } from '../platform/telemetry/logger.js';
import { startChat } from '../tests/e2e/chat-client.js';
import { openWorld } from '../tests/e2e/open-world.js';
import { type CountedUsage, createUsageCounter } from '../tests/helpers/bedrock/count-usage.js';
import { openBedrockModels } from '../tests/helpers/bedrock/open-bedrock-models.js';

const TWO_AGENTS = 'Where is my order SB-100002, and how do I reset my router?';
const OTHERS = [
  'What is in order SB-100003?',
  'My robot vacuum does not charge, what can I do?',
  'Show me headphones below 200 dollars',
  'What is my default address?',
  'Can I still return something from SB-100003?',
  'Which of them has the best reviews?',
];
const MEASURED = [1, 10, 50, 100];
const MOST_GROWTH = 1.3;

interface TurnTokens extends CountedUsage {
  calls: number;
}

/** What a two-agent turn reads and writes at the models as a conversation grows, counted at a Bedrock server whose models are played. */
export async function runPromptTokensBench(): Promise<void> {
  const count = createUsageCounter();
  let turn: TurnTokens = nothing();
  const logger = createLogger({ name: 'bench', level: 'error' });
  const { models } = await openBedrockModels({
    logger,
    respond: (played) => async (request, number) => {
      const answer = await played(request, number);
      if ('fail' in answer || request.operation === 'invoke') return answer;
      const { usage: _, ...said } = answer;
      const usage = count(request, said);
      turn = add(turn, usage);
      return { ...said, usage };
    },
  });
  const world = await openWorld({ models, logger });
  try {
    const [supervisor = ''] = world.supervisors;
    const chat = await startChat(supervisor, await world.tokenOf('C1001'));
    console.log('turn  calls  prompt tokens  from the cache  to the cache  written');
    const prompts = new Map<number, number>();
    for (let number = 1; number <= Math.max(...MEASURED); number += 1) {
      turn = nothing();
      const isMeasured = MEASURED.includes(number);
      const events = await chat.say(isMeasured ? TWO_AGENTS : (OTHERS[number % OTHERS.length] ?? ''));
      const end = events.at(-1);
      if (end?.type !== 'turn-end' || end.degraded)
        throw new Error(`turn ${number} was not answered: ${JSON.stringify(end)}`);
      if (!isMeasured) continue;
      if (end.outcomes.length !== 2) throw new Error(`turn ${number} had ${end.outcomes.length} requests`);
      prompts.set(number, promptOf(turn));
      print(number, turn);
    }
    const growth = (prompts.get(100) ?? Number.NaN) / (prompts.get(10) ?? Number.NaN);
    console.log(`turn 100 / turn 10: ${growth.toFixed(3)} (goal <= ${MOST_GROWTH})`);
    if (!(growth <= MOST_GROWTH)) process.exitCode = 1;
  } finally {
    await world.close();
  }
}

function nothing(): TurnTokens {
  return { calls: 0, inputTokens: 0, outputTokens: 0, cacheReadInputTokens: 0, cacheWriteInputTokens: 0 };
}

function add(sum: TurnTokens, usage: CountedUsage): TurnTokens {
  return {
    calls: sum.calls + 1,
    inputTokens: sum.inputTokens + usage.inputTokens,
    outputTokens: sum.outputTokens + usage.outputTokens,
    cacheReadInputTokens: sum.cacheReadInputTokens + usage.cacheReadInputTokens,
    cacheWriteInputTokens: sum.cacheWriteInputTokens + usage.cacheWriteInputTokens,
  };
}

/** All that was read, from the cache, to it and beside it. */
function promptOf({ inputTokens, cacheReadInputTokens, cacheWriteInputTokens }: TurnTokens): number {
  return inputTokens + cacheReadInputTokens + cacheWriteInputTokens;
}

function print(number: number, turn: TurnTokens): void {
  const prompt = promptOf(turn);
  const cached = `${turn.cacheReadInputTokens} (${Math.round((100 * turn.cacheReadInputTokens) / prompt)}%)`;
  console.log(
    `${String(number).padStart(4)}  ${String(turn.calls).padStart(5)}  ${String(prompt).padStart(13)}  ${cached.padStart(14)}  ${String(turn.cacheWriteInputTokens).padStart(12)}  ${String(turn.outputTokens).padStart(7)}`,
  );
}
