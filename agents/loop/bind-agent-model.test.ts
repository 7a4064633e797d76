import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadAgent } from '../load-agent.js';
import { AGENT_CARDS } from '../registry.js';
import { toToolSchema } from './bind-agent-model.js';

/** Four characters are about a token; with its prompt this is what each round of an agent begins with. */
const MOST_CHARACTERS: Record<string, number> = {
  'order-management': 15_000,
  'product-recommendation': 6_500,
  troubleshooting: 7_000,
  personalization: 7_000,
};

describe('what a model reads of a tool', () => {
  it('says type, form and meaning of each argument, and no pattern that the form says already', () => {
    const input = z.object({
      day: z.iso.date().describe('Since when.'),
      code: z.string().regex(/^[A-Z]{3}$/),
      many: z.array(z.object({ mail: z.email().optional() })).min(1),
    });
    expect(toToolSchema(input)).toEqual({
      type: 'object',
      properties: {
        day: { type: 'string', format: 'date', description: 'Since when.' },
        code: { type: 'string', pattern: '^[A-Z]{3}$' },
        many: {
          ...{ type: 'array', minItems: 1 },
          items: {
            type: 'object',
            properties: { mail: { type: 'string', format: 'email' } },
            additionalProperties: false,
          },
        },
      },
      required: ['day', 'code', 'many'],
      additionalProperties: false,
    });
  });

  it.each(AGENT_CARDS.map(({ id }) => id))('keeps to its size: %s', async (id) => {
    const { tools } = await loadAgent(id);
    const told = tools.map(({ name, description, input }) => ({
      name,
      description,
      schema: toToolSchema(input),
    }));
    expect(JSON.stringify(told).length).toBeLessThanOrEqual(MOST_CHARACTERS[id] ?? 0);
    expect(JSON.stringify(told)).not.toMatch(/\$schema|json-schema\.org/);
  });
});
