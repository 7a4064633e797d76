import { Counter, Histogram } from 'prom-client';
import type { ActionResult } from '../contract/action.js';
import type { AgentReply } from '../contract/agent-reply.js';
import type { AgentEvent } from '../contract/events.js';
import type { Metrics } from '../platform/telemetry/metrics.js';

/** What an agent counts: tool calls as they end, and each turn once with its outcome and what it consumed. */
export interface AgentMetrics {
  onEvent(event: AgentEvent): void;
  onReply(reply: AgentReply, seconds: number): void;
  /** Called for every answer of a commit, repetitions too. */
  onCommit(result: ActionResult): void;
}

/** Registers the agent's metrics with those of its service. */
export function createAgentMetrics({ registry }: Pick<Metrics, 'registry'>): AgentMetrics {
  const registers = [registry];
  const turnSeconds = new Histogram({
    name: 'support_agent_turn_seconds',
    help: 'Time an agent took for one request, by outcome.',
    labelNames: ['outcome'] as const,
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30],
    registers,
  });
  const toolSeconds = new Histogram({
    name: 'support_tool_call_seconds',
    help: 'Time of one tool call, by tool and result (ok or the code of the fault).',
    labelNames: ['tool', 'result'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 8],
    registers,
  });
  const modelCalls = new Counter({
    name: 'support_model_calls_total',
    help: 'Calls of the chat model.',
    registers,
  });
  const tokens = new Counter({
    name: 'support_model_tokens_total',
    help: 'Tokens as the model provider counts them.',
    labelNames: ['kind'] as const,
    registers,
  });
  const cost = new Counter({
    name: 'support_model_cost_dollars_total',
    help: 'What the models cost, in US dollars, by the price table.',
    registers,
  });
  const degraded = new Counter({
    name: 'support_degraded_replies_total',
    help: 'Replies in which the local model stood in for the configured one.',
    registers,
  });
  const commits = new Counter({
    name: 'support_action_commits_total',
    help: 'Commits of confirmed actions that were answered, repetitions included, by result.',
    labelNames: ['status'] as const,
    registers,
  });
  return {
    onCommit({ status }) {
      commits.inc({ status });
    },
    onEvent(event) {
      if (event.type !== 'tool-end') return;
      // A model may ask for a tool that does not exist; its invented name would be a label without bound.
      const tool = event.code === 'unknown-tool' ? 'unknown' : event.tool;
      toolSeconds.observe({ tool, result: event.code ?? 'ok' }, event.milliseconds / 1_000);
    },
    onReply({ outcome, usage, degraded: stoodIn }, seconds) {
      turnSeconds.observe({ outcome: outcome.status }, seconds);
      modelCalls.inc(usage.modelCalls);
      tokens.inc({ kind: 'input' }, usage.inputTokens);
      tokens.inc({ kind: 'cached-input' }, usage.cachedInputTokens);
      tokens.inc({ kind: 'output' }, usage.outputTokens);
      cost.inc(usage.costMicros / 1_000_000);
      if (stoodIn) degraded.inc();
    },
  };
}
