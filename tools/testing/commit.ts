import type { ActionProposal, ActionResult } from '../../contract/action.js';
import { type CommitRequest, commitAction } from '../actions/commit-action.js';
import { DEFAULT_POLICY } from '../policy-settings.js';
import type { Tool, ToolContext } from '../tool.js';
import { decide } from './decide.js';
import { expectOk } from './expect-ok.js';
import { SHOP_NOW, type Shop } from './shop.js';

/** Runs a write tool and returns what it proposed; a fault or a tool that proposed nothing fails the test. */
export async function propose(
  tool: Tool,
  input: Record<string, unknown>,
  context: ToolContext,
): Promise<ActionProposal> {
  const { proposal } = expectOk(await tool.run(tool.input.parse(input), context));
  if (proposal === undefined) throw new Error(`${tool.name} proposed nothing`);
  return proposal;
}

/** The request that carries out a proposal of the context's customer, as the agent's service would make it. */
export function commitRequest(
  tool: Tool,
  proposalId: string,
  context: ToolContext,
  more: Partial<CommitRequest> = {},
): CommitRequest {
  const { identity, database, agent, sessionId } = context;
  if (identity.level === 'anonymous') throw new Error('a visitor confirms nothing');
  return {
    ...{ database, tools: [tool], agent, sessionId, customerId: identity.customerId, proposalId },
    ...{ now: SHOP_NOW, policy: DEFAULT_POLICY, level: 'step-up' },
    ...more,
  };
}

/** Proposes, confirms and carries out, and returns what became of it. */
export async function carryOut(
  shop: Shop,
  tool: Tool,
  input: Record<string, unknown>,
  context: ToolContext,
): Promise<ActionResult> {
  const { id, approval } = await propose(tool, input, context);
  const request = commitRequest(tool, id, context);
  const { customerId } = request;
  const steps = approval === 'staff' ? (['offered', 'waiting-for-staff', 'confirmed'] as const) : undefined;
  await decide(shop, id, { customerId, ...(steps === undefined ? {} : { steps }) });
  return commitAction(request);
}
