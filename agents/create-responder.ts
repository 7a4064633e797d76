import type { AgentReply } from '../contract/agent-reply.js';
import type { AgentRequest } from '../contract/agent-request.js';
import { addUsage, NO_USAGE } from '../contract/usage.js';
import { createModelSpendStore } from '../database/model-spend-store.js';
import type { SessionGrant } from '../platform/auth/session-token.js';
import type { Logger } from '../platform/telemetry/logger.js';
import type { AgentMetrics } from './agent-metrics.js';
import type { AgentServiceDependencies } from './agent-service-dependencies.js';
import type { AgentDefinition } from './define-agent.js';
import { bindAgentModel } from './loop/bind-agent-model.js';
import { indexPrompt } from './loop/prompt-guard.js';
import type { Emit } from './loop/reply-stream.js';
import { toPromptVersion } from './prompt/build-prompt.js';
import { runAgent } from './react-loop.js';

/** One request whose sender was verified, and where its events go. */
export interface VerifiedRequest {
  request: AgentRequest;
  grant: SessionGrant;
  logger: Logger;
  emit: Emit;
  signal: AbortSignal;
}

/** Runs turns of one agent, counts them and logs one line each, without what was said. The model is bound once. */
export function createResponder(
  definition: AgentDefinition,
  dependencies: AgentServiceDependencies,
  metrics: AgentMetrics,
): (verified: VerifiedRequest) => Promise<AgentReply> {
  const { database, knowledge, embedder, modelDescription, policy, now = () => new Date() } = dependencies;
  const prompt = indexPrompt(definition.prompt);
  const promptVersion = toPromptVersion(definition.prompt);
  const spend = createModelSpendStore(database, now);
  const model = bindAgentModel(dependencies.model, definition.tools);
  return async ({ request, grant, logger, emit, signal }) => {
    const { sessionId, turnId, locale } = request.context;
    const { requestId } = request;
    const start = performance.now();
    let spent = NO_USAGE;
    const reply = await runAgent({
      definition,
      model,
      modelDescription,
      prompt,
      request,
      ...(dependencies.maxAnswerTokens === undefined
        ? {}
        : { maxAnswerTokens: dependencies.maxAnswerTokens }),
      onSpent: (usage) => {
        spent = addUsage(spent, usage);
      },
      toolContext: {
        ...{ identity: grant.identity, agent: definition.card.id, request: request.request },
        conversation: { window: request.context.window, facts: request.context.facts },
        ...{ sessionId, turnId, requestId, locale, now },
        ...{ database, knowledge, embedder },
        ...(policy === undefined ? {} : { policy }),
      },
      emit: (event) => {
        metrics.onEvent(event);
        return emit(event);
      },
      signal,
      onFault: (fault) => {
        if (fault.where === 'denied')
          logger.warn({ ...fault, tool: toToolLabel(fault.tool) }, 'a tool call was denied');
        else logger.error({ ...fault }, 'fault in a turn');
      },
    }).finally(async () => {
      // Also of a turn that was aborted: what it cost is not taken back.
      await spend.add(grant.identity, spent).catch((error: unknown) => {
        logger.warn({ error }, 'what a turn cost could not be kept');
      });
    });
    const seconds = (performance.now() - start) / 1_000;
    metrics.onReply(reply, seconds);
    logger.info(
      { sessionId, turnId, requestId, outcome: reply.outcome, usage: reply.usage, seconds, promptVersion },
      'turn',
    );
    return reply;
  };
}

/** A name that a model made up may be anything. */
function toToolLabel(name: string): string {
  return /^\w{1,64}$/.test(name) ? name : 'no name';
}
