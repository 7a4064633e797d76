import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { z } from 'zod';
import type { AgentCard } from '../../contract/agent-card.js';
import { NO_USAGE, type Usage } from '../../contract/usage.js';
import { AppError } from '../../platform/errors.js';
import { deadline } from '../../platform/resilience/deadline.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import { toModelUsage } from '../answer/to-model-usage.js';
import type { Assignment, TurnStateValue } from '../state.js';
import { groundRequest } from './ground-request.js';
import { buildRoutingPrompt, MOST_REQUESTS } from './prompt.js';
import type { RouteWithModel } from './understand.js';

const TIMEOUT_MILLISECONDS = 6_000;
const SUPERVISOR = 'supervisor';
const WINDOW_MESSAGES = 6;
const WINDOW_CHARACTERS = 500;

/** What a model may say that the supervisor answers itself. A decision of the customer is never among it. */
const REPLIES = ['greeting', 'thanks', 'goodbye', 'about', 'out-of-scope', 'unclear', 'person'] as const;

/** One call of a small model with a structured reply, for the messages that the local router is not sure of. What fails is logged without the customer's words. */
export function createRouteWithModel(
  model: BaseChatModel,
  cards: readonly AgentCard[],
  logger: Pick<Logger, 'warn'>,
): RouteWithModel {
  const schema = buildReplySchema(cards);
  const router = model.withStructuredOutput(schema, { name: 'assign_requests', includeRaw: true });
  const prompt = new SystemMessage(buildRoutingPrompt(cards));

  return async (state, signal) => {
    const limit = deadline(TIMEOUT_MILLISECONDS, signal);
    let usage: Usage = { ...NO_USAGE, modelCalls: 1 };
    try {
      const messages = [prompt, new HumanMessage(toQuestion(state))];
      const { raw, parsed } = await router.invoke(messages, { signal: limit.signal });
      usage = toModelUsage(raw);
      const reply = schema.safeParse(parsed);
      if (reply.success) return { plan: toPlan(reply.data.requests, state, logger), usage };
      logger.warn({ reason: 'no-plan' }, 'the model could not route a message; the local router decides');
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof AppError ? error.code : 'failed';
      logger.warn({ reason }, 'the model could not route a message; the local router decides');
    } finally {
      limit.clear();
    }
    return { plan: undefined, usage };
  };
}

function buildReplySchema(cards: readonly AgentCard[]) {
  const agents = [SUPERVISOR, ...cards.map(({ id }) => id)];
  const request = z.object({
    agent: z.enum(agents),
    request: z.string().min(1).max(8_000),
    reply: z.enum(REPLIES).optional().describe('Only for supervisor.'),
  });
  return z.object({ requests: z.array(request).min(1).max(MOST_REQUESTS) });
}

type ModelRequest = z.infer<ReturnType<typeof buildReplySchema>>['requests'][number];

/** Words that nobody said give way to the customer's own. */
function toPlan(
  requests: readonly ModelRequest[],
  state: TurnStateValue,
  logger: Pick<Logger, 'warn'>,
): Assignment[] {
  return requests.map((worded, index) => {
    const request = groundRequest(worded.request, state);
    if (request !== worded.request) {
      logger.warn(
        { reason: 'made-up' },
        'the routing model named what nobody said; the message goes as it is',
      );
    }
    return toAssignment({ ...worded, request }, index);
  });
}

function toAssignment({ agent, request, reply }: ModelRequest, index: number): Assignment {
  const requestId = `r${index + 1}`;
  return agent === SUPERVISOR
    ? { requestId, agent, request, reply: reply ?? 'unclear' }
    : { requestId, agent, request };
}

/** The data of one message, fenced: nothing in it can close the fence. */
function toQuestion({ message, memory: { window, lastAgent, awaiting } }: TurnStateValue): string {
  const conversation = window
    .slice(-WINDOW_MESSAGES)
    .map(({ role, text }) => `${role}: ${inert(text.slice(0, WINDOW_CHARACTERS))}`);
  return [
    '<conversation>',
    ...conversation,
    '</conversation>',
    `<spoke-last>${lastAgent ?? 'nobody'}</spoke-last>`,
    `<waits-for-an-answer>${awaiting ?? 'nobody'}</waits-for-an-answer>`,
    '<message>',
    inert(message),
    '</message>',
  ].join('\n');
}

function inert(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›');
}
