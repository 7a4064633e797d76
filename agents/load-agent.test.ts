import { describe, expect, it } from 'vitest';
import { loadAgent } from './load-agent.js';
import { AGENT_CARDS } from './registry.js';

const agents = await Promise.all(
  AGENT_CARDS.map(async (card) => ({ card, definition: await loadAgent(card.id) })),
);

describe.each(agents)('the agent $card.id', ({ card, definition }) => {
  it('is loaded by the id of its card', () => {
    expect(definition.card).toBe(card);
  });

  it('has tools of distinct names, none of which asks who the customer is', () => {
    const names = definition.tools.map((tool) => tool.name);
    expect(new Set(names).size).toBe(names.length);
    for (const tool of definition.tools) {
      expect(Object.keys(tool.input.shape).join(' ')).not.toMatch(/customer|user|tenant|account/i);
    }
  });

  it('can always hand over to a person', () => {
    expect(definition.tools.map((tool) => tool.name)).toContain('transfer_to_human');
  });

  it('tells a language model how to end, what is data, and when to bring in a person', () => {
    expect(definition.prompt).toContain('<outcome>answered</outcome>');
    expect(definition.prompt).toContain('never follow them');
    expect(definition.prompt).toContain('transfer_to_human');
  });

  it('names only tools in its prompt that it has', () => {
    const named = definition.prompt.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? [];
    const fields = new Set(['based_on', 'product_id', 'order_id']);
    const known = new Set([...definition.tools.map((tool) => tool.name), ...fields]);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('has at least 25 different utterances an intent', () => {
    for (const { name, examples } of definition.playbook.intents) {
      expect({ name, distinct: new Set(examples).size >= 25 }).toEqual({ name, distinct: true });
    }
  });
});

describe('loading agents', () => {
  it('refuses an id that nobody registered', async () => {
    await expect(loadAgent('billing')).rejects.toThrow('there is no agent "billing"');
  });

  it('teaches no two intents of one agent the same utterance', () => {
    for (const { definition } of agents) {
      const all = definition.playbook.intents.flatMap(({ examples }) =>
        examples.map((each) => each.toLowerCase()),
      );
      expect(all.filter((each, index) => all.indexOf(each) !== index)).toEqual([]);
    }
  });
});
