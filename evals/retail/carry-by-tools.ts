import { orderManagementAgent } from '../../agents/order-management/agent.js';
import { personalizationAgent } from '../../agents/personalization/agent.js';
import { productRecommendationAgent } from '../../agents/product-recommendation/agent.js';
import { databaseRole } from '../../database/roles.js';
import type { TestDatabase } from '../../database/testing.js';
import { commitAction } from '../../tools/actions/commit-action.js';
import type { Tool, ToolContext } from '../../tools/tool.js';

import { type Carrier, identityOf, type RetailCall, SESSION, type ToolAnswer } from './carrier.js';
import { EMPTY_LIST_TOOLS } from './empty-list-tools.js';
import { giveConsent } from './give-consent.js';
import { NO_EMBEDDER, NO_KNOWLEDGE } from './no-knowledge.js';
import { TAU_RETAIL_POLICY } from './tau-retail-policy.js';

const TOOLS: Record<RetailCall['agent'], readonly Tool[]> = {
  'order-management': [...orderManagementAgent.tools, ...EMPTY_LIST_TOOLS],
  personalization: personalizationAgent.tools,
  'product-recommendation': productRecommendationAgent.tools,
};

/** Calls the tools themselves, and commits without a service in between. */
export function createToolCarrier(test: TestDatabase, now: () => Date): Carrier {
  const committed = { writes: 0 };
  return {
    call: (call) => runTool(test, call, now),
    async confirm(proposal, call) {
      await giveConsent(test.database('switchboard_supervisor'), proposal, call, now);
      const result = await commitAction({
        ...{ proposalId: proposal.id, sessionId: SESSION, customerId: call.customerId, agent: call.agent },
        ...{ database: test.database(databaseRole(call.agent)), tools: TOOLS[call.agent] },
        ...{ now: now(), policy: TAU_RETAIL_POLICY, level: 'step-up' },
      });
      committed.writes += 1;
      return result;
    },
    counts: () => committed,
    close: async () => {},
  };
}

async function runTool(test: TestDatabase, call: RetailCall, now: () => Date): Promise<ToolAnswer> {
  const tool = TOOLS[call.agent].find(({ name }) => name === call.tool);
  if (tool === undefined) throw new Error(`${call.agent} has no tool ${call.tool}`);
  const input = tool.input.safeParse(call.input);
  if (!input.success) return { ok: false, reason: 'invalid-arguments' };
  const context: ToolContext = {
    ...{ identity: identityOf(call), agent: call.agent, sessionId: SESSION, turnId: call.turnId },
    ...{ requestId: 'r1', locale: 'en-US', now, signal: new AbortController().signal },
    ...{ database: test.database(databaseRole(call.agent)), policy: TAU_RETAIL_POLICY },
    ...{ knowledge: NO_KNOWLEDGE, embedder: NO_EMBEDDER },
  };
  const result = await tool.run(input.data, context);
  if (result.ok) return { ok: true, proposal: result.proposal };
  return { ok: false, reason: result.reason ?? result.code };
}
