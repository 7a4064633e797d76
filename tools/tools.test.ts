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
      expect(unbounded(z.toJSONSchema(tool.input), tool.name)).toEqual([]);
    }
  });
});

/** The paths of texts, numbers and lists that have no end. */
function unbounded(schema: z.core.JSONSchema.BaseSchema, path: string): string[] {
  const inner = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.type === 'array' && schema.items !== undefined ? [['[]', schema.items] as const] : []),
  ].flatMap(([name, each]) =>
    typeof each === 'object' && !Array.isArray(each) ? unbounded(each, `${path}.${name}`) : [],
  );
  if (schema.type === 'object' || schema.type === 'boolean') return inner;
  const bound =
    schema.maxLength ??
    schema.maxItems ??
    schema.enum ??
    schema.const ??
    schema.maximum ??
    schema.format ??
    schema.pattern;
  return bound === undefined ? [path, ...inner] : inner;
}
