import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentReply } from '../../contract/agent-reply.js';
import type { OutcomeStatus } from '../../contract/outcome.js';
import type { AgentDefinition } from '../define-agent.js';
import { wordsOf } from '../playbook/words.js';
import { type OpenAgent, openAgent } from './open-agent.js';

/** What a customer says, and what the reply must show: its outcome, words in it, words not in it. */
export interface TestTurn {
  say: string;
  outcome?: OutcomeStatus;
  has?: readonly (string | RegExp)[];
  hasNot?: readonly (string | RegExp)[];
  cites?: RegExp;
}

/** A conversation of a customer, or of a visitor when no customer is given. */
export interface TestConversation {
  title: string;
  customer?: string;
  turns: readonly TestTurn[];
}

/**
 * Holds conversations with an agent through its real service, with the local model over a seeded database. Whatever is
 * expected of a turn, no reply may fail, be empty or show what is internal, and no customer may repeat a training utterance.
 */
export function holdConversations(
  definition: AgentDefinition,
  conversations: readonly TestConversation[],
): void {
  let agent: OpenAgent;
  beforeAll(async () => {
    agent = await openAgent(definition);
  }, 180_000);
  afterAll(() => agent.close());

  describe(`in conversation, ${definition.card.id}`, () => {
    it.each(conversations)('$title', async ({ customer, turns }) => {
      const conversation = agent.converse(customer);
      for (const turn of turns) {
        const reply = await conversation.say(turn.say);
        check(turn, reply);
        checkAlways(definition, turn, reply);
      }
      expect(agent.troubles).toEqual([]);
    });

    it('hears nothing here that it was trained with', () => {
      const normal = (text: string) => wordsOf(text).join(' ');
      const known = new Set(definition.playbook.intents.flatMap(({ examples }) => examples.map(normal)));
      const said = conversations.flatMap(({ turns }) => turns.map(({ say }) => say));
      // Greetings, yes and no have few words of their own.
      expect(said.filter((text) => wordsOf(text).length > 2 && known.has(normal(text)))).toEqual([]);
    });
  });
}

function check(turn: TestTurn, reply: AgentReply): void {
  const shown = `> ${turn.say}\n${reply.text}`;
  if (turn.outcome !== undefined) expect(reply.outcome.status, shown).toBe(turn.outcome);
  for (const words of turn.has ?? []) expect(reply.text, shown).toMatch(words);
  for (const words of turn.hasNot ?? []) expect(reply.text, shown).not.toMatch(words);
  if (turn.cites !== undefined) {
    const cited = reply.citations.map((citation) => citation.chunkId);
    expect(
      cited.some((id) => turn.cites?.test(id)),
      `${shown}\ncited: ${cited.join(', ')}`,
    ).toBe(true);
  }
}

function checkAlways(definition: AgentDefinition, turn: TestTurn, reply: AgentReply): void {
  const shown = `> ${turn.say}\n${reply.text}`;
  expect(reply.outcome.status, shown).not.toBe('failed');
  expect(reply.text.trim(), shown).not.toBe('');
  expect(reply.text, shown).not.toMatch(/undefined|\bnull\b|NaN|\[object|<outcome|Invalid Date/);
  for (const { name } of definition.tools) expect(reply.text, shown).not.toContain(name);
}
