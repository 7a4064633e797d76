import type { ToolFaultCode, ToolResult } from './tool.js';

/** A failure as the model reads it: a code for programs, and a sentence that says what to do next. */
export function fault(code: ToolFaultCode, message: string): ToolResult {
  return { ok: false, code, message };
}
