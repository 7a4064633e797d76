import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSignals, type Signals } from './create-signals.js';
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
  },
);
