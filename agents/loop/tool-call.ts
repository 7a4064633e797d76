/** A tool call as a model asked for it; nothing in it has been checked. */
export interface ToolCall {
  id: string;
  name: string;
  args: Record<string, unknown>;
}
