import type { ToolResult } from '../tool.js';

/** The result of a tool that did its work; a fault fails the test with its words. */
export function expectOk(result: ToolResult): Extract<ToolResult, { ok: true }> {
  if (!result.ok) throw new Error(`the tool answered ${result.code}: ${result.message}`);
  return result;
}
