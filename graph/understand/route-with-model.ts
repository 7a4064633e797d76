import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { z } from 'zod';
import type { AgentCard } from '../../contract/agent-card.js';
import { deadline } from '../../platform/resilience/deadline.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import { type Assignment, ReplyKind, type TurnStateValue } from '../state.js';
import { buildRoutingPrompt } from './prompt.js';
import type { RouteWithModel } from './understand.js';

const TIMEOUT_MILLISECONDS = 6_000;
const SUPERVISOR = 'supervisor';

/** One call of a small model with a structured reply, for the messages that the local router is not sure of. */
export function createRouteWithModel(
  model: BaseChatModel,
  cards: readonly AgentCard[],
  logger: Logger,
): RouteWithModel {
  const schema = buildReplySchema(cards);
  const router = model.withStructuredOutput(schema, { name: 'assign_requests' });
  const prompt = new SystemMessage(buildRoutingPrompt(cards));

  return async (state, signal) => {
    const limit = deadline(TIMEOUT_MILLISECONDS, signal);
    try {
      const reply = schema.parse(
        await router.invoke([prompt, new HumanMessage(toQuestion(state))], { signal: limit.signal }),
      );
      return reply.requests.map(toAssignment);
    } catch (error) {
      signal.throwIfAborted();
      logger.warn({ error }, 'the model could not route a message; the local router decides');
      return undefined;
    } finally {
      limit.clear();
    }
  };
}

function buildReplySchema(cards: readonly AgentCard[]) {
  const agents = [SUPERVISOR, ...cards.map(({ id }) => id)];
  const request = z.object({
    agent: z.enum(agents),
    request: z.string().min(1).max(8_000),
    reply: ReplyKind.optional().describe('Only for supervisor.'),
  });
  return z.object({ requests: z.array(request).min(1).max(6) });
}

type ModelRequest = z.infer<ReturnType<typeof buildReplySchema>>['requests'][number];

function toAssignment({ agent, request, reply }: ModelRequest, index: number): Assignment {
  const requestId = `r${index + 1}`;
  return agent === SUPERVISOR
    ? { requestId, agent, request, reply: reply ?? 'unclear' }
    : { requestId, agent, request };
}

function toQuestion({ message, memory: { window, lastAgent } }: TurnStateValue): string {
  const conversation = window.slice(-6).map(({ role, text }) => `${role}: ${text.slice(0, 500)}`);
  return [
    '<conversation>',
    ...conversation,
    '</conversation>',
    `<spoke-last>${lastAgent ?? 'nobody'}</spoke-last>`,
    '<message>',
    message,
    '</message>',
  ].join('\n');
}
