import { EventEmitter } from 'node:events';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createSignals, type SignalPool, type Signals } from './create-signals.js';
import { openTestDatabase, type TestDatabase } from './testing.js';

let test: TestDatabase;
const opened: Signals[] = [];
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(async () => {
  await Promise.all(opened.map((signals) => signals.close()));
  await test.close();
});

function open(channel: string): { signals: Signals; heard: string[] } {
  const signals = createSignals({ address: test.address, pool: test.pool, channel });
  const heard: string[] = [];
  signals.hear((text) => heard.push(text));
  opened.push(signals);
  return { signals, heard };
}
async function until(condition: () => boolean, again: () => void): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 200) throw new Error('it was never heard');
    again();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// The embedded database shares one session among all connections, and tells none of them apart.
it.skipIf(!process.env.TEST_DATABASE_URL)(
  'is heard by the others, on its own channel, and not by who sent it',
  async () => {
    const [one, two, other] = [open('one'), open('one'), open('other')];
    await until(
      () => two.heard.length > 0,
      () => one.signals.send('cancel:t1'),
    );
    expect(new Set(two.heard)).toEqual(new Set(['cancel:t1']));
    expect([one.heard, other.heard]).toEqual([[], []]);
    two.heard.length = 0;
    await test.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'",
    );
    await until(
      () => two.heard.length > 0,
      () => one.signals.send('cancel:t2'),
    );
    two.heard.length = 0;
    one.signals.send('cancel:t3');
    await until(
      () => two.heard.includes('cancel:t3'),
      () => {},
    );
    expect(two.heard.filter((text) => text === 'cancel:t3')).toHaveLength(1);
  },
);

/** Connections that tell of their end as the driver does: more than once, and by the statement that was under way. */
function createBreakingPool(failing: boolean): { pool: SignalPool; clients: EventEmitter[]; ends: string[] } {
  const clients: EventEmitter[] = [];
  const ends: string[] = [];
  return {
    clients,
    ends,
    pool: {
      async connect() {
        const id = clients.length;
        const client = Object.assign(new EventEmitter(), {
          query: async () => {
            if (failing && id === 0) throw new Error('terminated');
          },
          release: () => void ends.push(`released ${id}`),
        });
        clients.push(client);
        return client;
      },
      end: async () => void ends.push('ended'),
    },
  };
}

it.each([
  ['tells of its end twice', false],
  ['fails at its statement and tells of that as well', true],
])('listens again once when its connection %s', async (_, failing) => {
  vi.useFakeTimers();
  const { pool, clients, ends } = createBreakingPool(failing);
  const signals = createSignals({ address: test.address, pool: test.pool, channel: 'x', own: pool });
  await vi.advanceTimersByTimeAsync(0);
  clients[0]?.emit('error', new Error('terminating connection'));
  clients[0]?.emit('error', new Error('Connection terminated unexpectedly'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(clients).toHaveLength(2);
  vi.useRealTimers();
  await signals.close();
  expect(ends).toEqual(['released 0', 'released 1', 'ended']);
});
