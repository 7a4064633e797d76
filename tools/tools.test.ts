import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogTools } from './catalog/catalog-tools.js';
import { customerTools } from './customers/customer-tools.js';
import { orderTools } from './orders/order-tools.js';
import { supportTools } from './support/support-tools.js';

const tools = [...orderTools, ...catalogTools, ...customerTools, ...supportTools];

describe('all tools', () => {
  it('have names of their own, in the form that models expect', () => {
    const names = tools.map((tool) => tool.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/);
  });

  it.each(tools.map((tool) => [tool.name, tool] as const))(
    '%s never takes the customer as an argument',
    (_, tool) => {
      const words = JSON.stringify(z.toJSONSchema(tool.input)).match(/"[a-z_]+":/gi) ?? [];
      expect(words.filter((word) => /customer|user|account|tenant|email|session/i.test(word))).toEqual([]);
    },
  );

  it.each(tools.map((tool) => [tool.name, tool] as const))(
    '%s says what it does in a few sentences',
    (_, tool) => {
      expect(tool.description.length).toBeGreaterThan(40);
      expect(tool.description.length).toBeLessThan(450);
    },
  );

  it('bound every text and list that a model may send', () => {
    for (const tool of tools) {
      const schema = z.toJSONSchema(tool.input) as { properties?: Record<string, Record<string, unknown>> };
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        if (property.type === 'boolean') continue;
        const bound =
          property.maxLength ??
          property.maxItems ??
          property.enum ??
          property.maximum ??
          property.format ??
          property.pattern;
        expect(bound, `${tool.name}.${name}`).toBeDefined();
      }
    }
  });
});
