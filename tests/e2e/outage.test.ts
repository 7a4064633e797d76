import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProcessWorld, startProcesses } from '../helpers/processes.js';
import { demoToken, startChat } from './chat-client.js';

const MESSAGE = 'Has my order SB-100003 arrived? The robot vacuum from it does not charge, please help.';

let world: ProcessWorld;
beforeAll(async () => {
  world = await startProcesses(['order-management', 'troubleshooting', 'supervisor']);
}, 240_000);
afterAll(() => world?.close());

async function ask() {
  const url = world.services.supervisor?.url ?? '';
  const chat = await startChat(url, await demoToken(url, 'C1001'));
  const startedAt = performance.now();
  const events = await chat.say(MESSAGE);
  return { events, milliseconds: performance.now() - startedAt, end: events.at(-1) };
}

describe('with every service in a process of its own', () => {
  it('answers both parts', async () => {
    const { end } = await ask();
    expect(end).toMatchObject({
      type: 'turn-end',
      missing: [],
      outcomes: [{ status: 'answered' }, { status: 'answered' }],
    });
  });

  it.each([
    ['hangs', 'SIGSTOP'],
    ['is dead', 'SIGKILL'],
  ] as const)(
    'answers the order and names the gap within 3 s while troubleshooting %s',
    async (_, signal) => {
      world.services.troubleshooting?.signal(signal);
      const { events, end, milliseconds } = await ask();
      const words = events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
      expect(words).toContain('SB-100003');
      expect(words).toMatch(/I could not get the part about troubleshooting/);
      expect(end).toMatchObject({
        type: 'turn-end',
        outcomes: [
          { agent: 'order-management', status: 'answered' },
          { agent: 'troubleshooting', status: 'failed' },
        ],
        missing: [{ agent: 'troubleshooting' }],
      });
      expect(milliseconds).toBeLessThan(3_000);
    },
  );
});
