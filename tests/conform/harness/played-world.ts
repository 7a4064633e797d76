import type { TurnEvent } from '../../../contract/events.js';
import type { SpendLimits } from '../../../platform/model-config.js';
import { createLogger, type Logger } from '../../../platform/telemetry/logger.js';
import { startChat } from '../../e2e/chat-client.js';
import { openWorld, type TestWorld } from '../../e2e/open-world.js';
import { openBedrockModels } from '../../helpers/bedrock/open-bedrock-models.js';
import type { BedrockScript } from '../../helpers/bedrock/script.js';
import type { BedrockServer, Respond } from '../../helpers/bedrock-server.js';
import type { ConformContext } from '../row.js';
import { usePostgres } from './postgres.js';

/** The product over a Bedrock runtime whose models are played, on real PostgreSQL, with real HTTP in between. */
export interface PlayedWorld extends TestWorld {
  bedrock: BedrockServer;
}

/** What differs between rows. */
export interface PlayedWorldOptions {
  /** Decides before the played models do. */
  respond: (played: Respond) => Respond;
  settings?: Readonly<Record<string, string>>;
  spend?: SpendLimits;
  supervisors?: number;
  logger?: Logger;
}

/** Opens it, and closes it after the row. */
export async function openPlayedWorld(
  context: ConformContext,
  {
    respond,
    settings = {},
    logger = createLogger({ name: 'conform', level: 'silent' }),
    ...options
  }: PlayedWorldOptions,
): Promise<PlayedWorld> {
  process.env.TEST_DATABASE_URL ??= (await usePostgres(context)).url;
  const { models, server } = await openBedrockModels({ logger, respond, settings });
  const world = await openWorld({ ...options, models, logger });
  context.defer(() => world.close());
  return { ...world, bedrock: server };
}

/** How a turn ended, and after how many milliseconds. */
export interface PlayedTurn {
  milliseconds: number;
  /** Undefined when the stream ended without it. */
  end: Extract<TurnEvent, { type: 'turn-end' }> | undefined;
  text: string;
}

/** One message in a conversation of its own. */
export async function playTurn(
  supervisor: string,
  token: string | undefined,
  text: string,
): Promise<PlayedTurn> {
  const chat = await startChat(supervisor, token);
  const startedAt = performance.now();
  const events = await chat.say(text);
  const last = events.at(-1);
  return {
    milliseconds: performance.now() - startedAt,
    end: last?.type === 'turn-end' ? last : undefined,
    text: events.map((event) => (event.type === 'text-delta' ? event.text : '')).join(''),
  };
}

/** Keeps so many at work until all are done; results are in the order of their index. */
export async function inParallel<Result>(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** The value below which so large a part of the values lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

/** Questions that between them reach every agent; some ask two at once. */
export const QUESTIONS: readonly string[] = [
  'Where is my order SB-100002?',
  'My robot vacuum does not charge, what can I do?',
  'Show me headphones below 200 dollars',
  'What is my default address?',
  'What is in order SB-100003, and how do I reset my router?',
  'Can I still return something from SB-100003?',
];

/** The limits of a turn as they are by default, and none of a day: one customer asks all of it. */
export function withoutDay(): SpendLimits {
  return {
    turn: { modelCalls: 12, toolCalls: 20, tokens: 150_000 },
    day: { customerCents: 0, anonymousCents: 0 },
  };
}

/** A fault of Bedrock that is on or off, with turns of one customer to play meanwhile. */
export interface FaultyWorld extends PlayedWorld {
  isFaulty: boolean;
  /** The question of this index, in a conversation of its own. */
  ask(index: number): Promise<PlayedTurn>;
}

/** Opens a world in which `fault` answers in place of the played models, where it gives an answer and as long as it is on. */
export async function openFaultyWorld(
  context: ConformContext,
  fault: () => BedrockScript | undefined,
): Promise<FaultyWorld> {
  const state = { isFaulty: false };
  const world = await openPlayedWorld(context, {
    spend: withoutDay(),
    respond: (played) => (request, number) =>
      (state.isFaulty ? fault() : undefined) ?? played(request, number),
  });
  const token = await world.tokenOf('C1001');
  const [supervisor = ''] = world.supervisors;
  return Object.assign(state, world, {
    ask: (index: number) => playTurn(supervisor, token, QUESTIONS[index % QUESTIONS.length] ?? ''),
  });
}
