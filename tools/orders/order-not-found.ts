import { fault } from '../fault.js';
import type { ToolResult } from '../tool.js';

/** The one answer to an order number that is nobody's or somebody else's; they cannot be told apart. */
export function orderNotFound(): ToolResult {
  return fault(
    'not-found',
    'No such order on this account. Ask for the number again, or list the recent orders.',
  );
}
