import type { ToolResult } from '../../tools/tool.js';
import type { AgentBudget } from '../define-agent.js';
import type { ToolCall } from './tool-call.js';

/** Counts the tool calls of one turn and says which of them go too far. */
export class ToolBudget {
  readonly #limit: Pick<AgentBudget, 'toolCalls' | 'identicalCalls'>;
  readonly #seen = new Map<string, number>();
  #used = 0;

  constructor(limit: Pick<AgentBudget, 'toolCalls' | 'identicalCalls'>) {
    this.#limit = limit;
  }

  /** How many calls were let through. */
  get used(): number {
    return this.#used;
  }

  /** Nothing when the call may run and was counted; otherwise the fault that the model reads in its place. */
  refuse(call: ToolCall): ToolResult | undefined {
    if (this.#used >= this.#limit.toolCalls) {
      return {
        ok: false,
        code: 'not-allowed',
        message: 'No tool call is left in this turn. Answer with what you have.',
      };
    }
    const key = `${call.name} ${canonical(call.args)}`;
    const times = this.#seen.get(key) ?? 0;
    if (times >= this.#limit.identicalCalls) {
      return {
        ok: false,
        code: 'repeated-call',
        message: 'This very call was made before. Use the result you have, or ask for something else.',
      };
    }
    this.#seen.set(key, times + 1);
    this.#used += 1;
    return undefined;
  }
}

/** The same text for the same value, whatever order its keys were written in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
