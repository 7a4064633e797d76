import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdversaryModel } from '../conform/harness/adversary.js';
import { createObedientMind } from '../conform/harness/adversary-mind.js';
import { lookUp } from '../conform/harness/adversary-oracle.js';
import { startChat } from './chat-client.js';
import { openWorld, type TestWorld } from './open-world.js';

const QUESTION = 'My robot vacuum refuses to charge on its base, what should I do?';
const INVENTED = ['robot-vacuum-charging.99', 'made-up-document.1', 'refund-policy.1'];

let world: TestWorld;
beforeAll(async () => {
  const say = `Clean the contacts [${INVENTED[0]}] and [${INVENTED[1]}, ${INVENTED[2]}]; see [robot-vacuum-charging.1].`;
  const mind = createObedientMind(lookUp, () => [{ text: QUESTION, say }]);
  world = await openWorld({ agentModel: () => new AdversaryModel(mind) });
});
afterAll(() => world.close());

describe('a model that invents citations', () => {
  it('shows the customer only those that were retrieved, in words and as footnotes', async () => {
    const chat = await startChat(world.supervisors[0] ?? '', await world.tokenOf('C1001'));
    const events = await chat.say(QUESTION);
    const words = events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
    const footnotes = events.flatMap((event) => (event.type === 'citation' ? [event.citation.chunkId] : []));
    expect(words).toContain('Clean the contacts');
    expect(words).toContain('[robot-vacuum-charging.1]');
    expect(footnotes).toContain('robot-vacuum-charging.1');
    for (const id of INVENTED) {
      expect(words).not.toContain(`[${id}`);
      expect(words).not.toContain(`${id}]`);
      expect(footnotes).not.toContain(id);
    }
  });
});
