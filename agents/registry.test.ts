import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AgentCard } from '../contract/agent-card.js';
import { AGENT_CARDS } from './registry.js';

const agentFolders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(import.meta.dirname, entry.name, 'card.ts')))
  .map((entry) => entry.name)
  .sort();

describe('the registry', () => {
  it('lists every agent folder exactly once, under its own name', () => {
    expect(AGENT_CARDS.map((card) => card.id).sort()).toEqual(agentFolders);
  });

  it('holds cards that fit the contract', () => {
    for (const card of AGENT_CARDS) {
      expect(AgentCard.parse(card)).toEqual(card);
      expect(card.examples.length).toBeGreaterThanOrEqual(8);
    }
  });

  it('gives no two agents the same port or the same example', () => {
    expect(new Set(AGENT_CARDS.map((card) => card.port)).size).toBe(AGENT_CARDS.length);
    const examples = AGENT_CARDS.flatMap((card) => card.examples);
    expect(new Set(examples).size).toBe(examples.length);
  });
});
