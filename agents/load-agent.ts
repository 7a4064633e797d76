import type { AgentDefinition } from './define-agent.js';

const LOADERS: Readonly<Record<string, () => Promise<AgentDefinition>>> = {
  'order-management': async () => (await import('./order-management/agent.js')).orderManagementAgent,
  'product-recommendation': async () =>
    (await import('./product-recommendation/agent.js')).productRecommendationAgent,
  troubleshooting: async () => (await import('./troubleshooting/agent.js')).troubleshootingAgent,
  personalization: async () => (await import('./personalization/agent.js')).personalizationAgent,
};

/** The definition of an agent with its tools, loaded on demand; rejects for an id that the registry does not have. */
export async function loadAgent(id: string): Promise<AgentDefinition> {
  const load = LOADERS[id];
  if (load === undefined)
    throw new Error(`there is no agent "${id}"; known: ${Object.keys(LOADERS).join(', ')}`);
  return load();
}
