import { fault } from '../fault.js';
import type { ToolContext, ToolResult } from '../tool.js';

export async function recommend(_input: unknown, _context: ToolContext): Promise<ToolResult> {
  return fault('unavailable', 'Recommendations cannot be made right now. Use search_products.');
}
