import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage } from '@langchain/core/messages';
import { loadAgent } from '../../../agents/load-agent.js';
import { AGENT_CARDS } from '../../../agents/registry.js';
import { createRouter, type Router } from '../../../graph/understand/router.js';
import type { Embedder } from '../../../models/embedder.js';
import { createLocalChatModels } from '../../../models/local/create-local-chat-models.js';
import { createTrainedClassifier } from '../../../models/local/intent-classifier.js';
import type { Logger } from '../../../platform/telemetry/logger.js';
import type { Respond } from '../bedrock-server.js';
import { createUsageCounter } from './count-usage.js';
import type { BedrockRequest, BedrockScript } from './script.js';
import { toLangChainMessages } from './to-messages.js';

/** What the played models stand on. */
export interface PlayedModelsOptions {
  embedder: Embedder;
  logger: Pick<Logger, 'info' | 'warn'>;
}

const MESSAGE = /<message>\n([\s\S]*)\n<\/message>/;
const SPOKE_LAST = /<spoke-last>(.*)<\/spoke-last>/;
const WAITS = /<waits-for-an-answer>(.*)<\/waits-for-an-answer>/;

/**
 * A model behind the wire of Bedrock that plays all agents and the router of the product: whichever prompt a request
 * brings, the playbook of that agent answers it, from what went over the wire and nothing else. It counts tokens.
 */
export async function playModels({ embedder, logger }: PlayedModelsOptions): Promise<Respond> {
  const local = createLocalChatModels({ embedder, delayMs: 0, logger });
  const byPrompt = new Map<string, BaseChatModel>();
  for (const { id } of AGENT_CARDS) {
    const { prompt, playbook } = await loadAgent(id);
    const model = local.chatModel({ kind: 'agent', agent: id, playbook });
    if (model !== undefined) byPrompt.set(prompt, model);
  }
  const classifier = createTrainedClassifier({ name: 'router', embedder });
  const router = createRouter((text, signal) => classifier.rank(text, signal));
  const count = createUsageCounter();
  return async (request) => {
    if (request.operation === 'invoke') return {};
    const answer = await play(request, byPrompt, router);
    return 'fail' in answer ? answer : { ...answer, usage: count(request, answer) };
  };
}

async function play(
  request: BedrockRequest,
  byPrompt: ReadonlyMap<string, BaseChatModel>,
  router: Router,
): Promise<BedrockScript> {
  const { body, signal } = request;
  const tools = (body.toolConfig?.tools ?? []).flatMap(({ toolSpec }) => toolSpec ?? []);
  const [prompt] = (body.system ?? []).flatMap((block) => ('text' in block ? [block.text] : []));
  if (tools.some(({ name }) => name === 'assign_requests')) return route(request, router);
  if (body.inferenceConfig?.maxTokens === 1) return { say: 'pong' };
  const model = byPrompt.get(prompt ?? '');
  if (model?.bindTools === undefined) {
    return { fail: 'ValidationException', status: 400, message: 'no agent has this prompt' };
  }
  const bound = tools.map(({ name }) => ({ name, description: '', schema: { type: 'object' as const } }));
  const reply = await model.bindTools(bound).invoke(toLangChainMessages(body), { signal });
  const calls = AIMessage.isInstance(reply) ? (reply.tool_calls ?? []) : [];
  return {
    ...(reply.text === '' ? {} : { say: reply.text }),
    ...(calls.length === 0 ? {} : { calls: calls.map(({ name, args }) => ({ name, input: args })) }),
  };
}

async function route({ body, signal }: BedrockRequest, router: Router): Promise<BedrockScript> {
  const question =
    body.messages
      ?.at(-1)
      ?.content.flatMap(({ text }) => text ?? [])
      .join('') ?? '';
  const named = (pattern: RegExp): string | null => {
    const name = pattern.exec(question)?.[1] ?? 'nobody';
    return name === 'nobody' ? null : name;
  };
  const { plan } = await router.route(
    {
      message: MESSAGE.exec(question)?.[1] ?? '',
      lastAgent: named(SPOKE_LAST),
      awaiting: named(WAITS),
    },
    signal,
  );
  const requests = plan.map(({ agent, request, reply }) => ({
    agent,
    request,
    ...(reply === undefined ? {} : { reply }),
  }));
  return { calls: [{ name: 'assign_requests', input: { requests } }] };
}
