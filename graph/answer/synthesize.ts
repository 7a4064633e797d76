import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { NO_USAGE, type Usage } from '../../contract/usage.js';
import { AppError } from '../../platform/errors.js';
import { deadline } from '../../platform/resilience/deadline.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import { checkSynthesis } from './check-synthesis.js';
import { SYNTHESIS_PROMPT, SYNTHESIS_PROMPT_VERSION } from './synthesis-prompt.js';
import { toModelUsage } from './to-model-usage.js';

/** How several parts became one answer: in a model's words, or joined as they are because it was unfaithful or failed. */
export type SynthesisEnd = 'worded' | 'unfaithful' | 'failed';

/** Words several parts in one voice; `undefined` when they are better joined as they are. What it consumed is told in any case. */
export type Synthesize = (
  question: { message: string; parts: readonly string[] },
  signal: AbortSignal,
  spent: (usage: Usage) => Promise<void>,
) => Promise<string | undefined>;

const TIMEOUT_MILLISECONDS = 8_000;
const prompt = SYNTHESIS_PROMPT_VERSION;

/**
 * One call of a chat model, held against the parts: nothing may be lost and nothing invented. What fails is logged without
 * the customer's words.
 */
export function createSynthesize(options: {
  model: BaseChatModel;
  logger: Logger;
  count: (end: SynthesisEnd) => void;
}): Synthesize {
  const { model, logger, count } = options;
  return async ({ message, parts }, signal, spent) => {
    const limit = deadline(TIMEOUT_MILLISECONDS, signal);
    let told = false;
    try {
      const answer = await model.invoke(
        [new SystemMessage(SYNTHESIS_PROMPT), new HumanMessage(toQuestion(message, parts))],
        {
          signal: limit.signal,
        },
      );
      told = true;
      await spent(toModelUsage(answer));
      const text = answer.text.trim();
      const { lost, invented } = checkSynthesis(parts, text);
      if (text !== '' && lost.length === 0 && invented.length === 0) {
        count('worded');
        return text;
      }
      count('unfaithful');
      logger.warn(
        { prompt, lost: lost.length, invented: invented.length },
        'a synthesis was not faithful; the parts are joined',
      );
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      count('failed');
      // A call that failed may be paid for; it counts, as one of the turn's.
      if (!told) await spent({ ...NO_USAGE, modelCalls: 1 });
      logger.warn({ prompt, reason: reasonOf(error) }, 'no synthesis could be made; the parts are joined');
      return undefined;
    } finally {
      limit.clear();
    }
  };
}

/** An error of a provider may quote what it was sent; its code or its class does not. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  return error instanceof Error ? error.name : 'failed';
}

function toQuestion(message: string, parts: readonly string[]): string {
  const told = parts.map((part, index) => `<part number="${index + 1}">\n${part}\n</part>`);
  return [`<message>\n${message}\n</message>`, ...told].join('\n');
}
