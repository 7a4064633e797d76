import type { Transaction } from 'kysely';
import { customerOf } from '../contract/identity.js';
import type { Schema } from '../database/schema.js';
import { fault } from './fault.js';
import type { ToolContext, ToolResult } from './tool.js';

/**
 * Runs a tool's SQL in one transaction that is scoped to the signed-in customer.
 * An anonymous visitor gets `sign-in-required` and nothing is read.
 */
export async function runForCustomer(
  context: ToolContext,
  run: (transaction: Transaction<Schema>, customerId: string) => Promise<ToolResult>,
): Promise<ToolResult> {
  const customerId = customerOf(context.identity);
  if (customerId === undefined) {
    return fault('sign-in-required', 'The customer is not signed in. Ask them to sign in first.');
  }
  return context.database.transaction({ customerId }, (transaction) => run(transaction, customerId));
}
