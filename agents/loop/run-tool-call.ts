import { deadline } from '../../platform/resilience/deadline.js';
import type { Tool, ToolContext, ToolResult } from '../../tools/tool.js';
import type { ToolCall } from './tool-call.js';

/** The tools of one agent by name, how long one may take, and who is told when one throws. */
export interface ToolRunner {
  tools: ReadonlyMap<string, Tool>;
  timeoutMs: number;
  onFault?: ((tool: string, error: unknown) => void) | undefined;
}

/**
 * Runs one call and always comes back with a result that a model can read: an unlisted tool, arguments that do not
 * fit, a visitor who is not signed in, a throw and a timeout are faults. Only the caller's own abort is thrown.
 */
export async function runToolCall(
  runner: ToolRunner,
  call: ToolCall,
  context: ToolContext,
): Promise<ToolResult> {
  const tool = runner.tools.get(call.name);
  if (tool === undefined) {
    return fault('unknown-tool', `There is no tool "${call.name}". Use only the tools you were given.`);
  }
  if (tool.access === 'verified' && context.identity.level === 'anonymous') {
    return fault(
      'sign-in-required',
      'The visitor is not signed in. Say that this needs signing in, and help with what does not.',
    );
  }
  const parsed = tool.input.safeParse(call.args);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
    return fault('invalid-arguments', `These arguments do not fit: ${fields.join('; ')}. Correct them.`);
  }
  return runInTime(runner, tool, parsed.data, context);
}

async function runInTime(
  runner: ToolRunner,
  tool: Tool,
  input: Record<string, unknown>,
  context: ToolContext,
): Promise<ToolResult> {
  const limit = deadline(runner.timeoutMs, context.signal);
  const aborted = new Promise<'aborted'>((resolve) => {
    if (limit.signal.aborted) resolve('aborted');
    limit.signal.addEventListener('abort', () => resolve('aborted'), { once: true });
  });
  try {
    const result = await Promise.race([tool.run(input, { ...context, signal: limit.signal }), aborted]);
    if (result !== 'aborted') return result;
    context.signal.throwIfAborted();
    return fault('timeout', 'This took too long. Answer without it and say what is missing.');
  } catch (error) {
    context.signal.throwIfAborted();
    if (limit.signal.aborted) return fault('timeout', 'This took too long. Answer without it.');
    runner.onFault?.(tool.name, error);
    return fault('unavailable', 'This does not work at the moment. Say so, and help with what does.');
  } finally {
    limit.clear();
  }
}

function fault(code: Extract<ToolResult, { ok: false }>['code'], message: string): ToolResult {
  return { ok: false, code, message };
}
