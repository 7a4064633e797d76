import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../pool.js';
import { openTestDatabase, type TestDatabase } from '../testing.js';
import { buildWorld } from './build-world.js';
import { seedDatabase } from './seed-database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

const count = async (table: string) => {
  const { rows } = await test.pool.query<{ count: string }>(`select count(*) from ${table}`);
  return Number(rows[0]?.count);
};

describe('seeding as an owner who is no superuser', () => {
  it('works although row-level security is forced, and leaves it forced', { timeout: 60_000 }, async () => {
    const own = await openTestDatabase();
    const owner = createPool({ address: own.address, size: 1 });
    try {
      await own.pool.query(`
        create role seed_owner nologin; grant seed_owner to current_user;
        grant usage, create on schema public to seed_owner;
        do $$ declare name text; begin
          for name in select oid::regclass from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
          loop execute format('alter table %s owner to seed_owner', name); end loop;
        end $$`);
      await owner.query('set role seed_owner');
      expect(await seedDatabase(owner, { now: own.now })).toBe(true);
      expect((await owner.query('select * from orders')).rows).toEqual([]);
    } finally {
      await owner.query('reset role');
      await owner.query(
        'reassign owned by seed_owner to current_user; drop owned by seed_owner; drop role seed_owner',
      );
      await owner.end();
      await own.close();
    }
  });
});

describe('seeding', () => {
  it('writes the whole world once, however many try at the same time', async () => {
    const done = await Promise.all([1, 2, 3].map(() => seedDatabase(test.pool, { now: test.now })));
    expect(done.filter(Boolean)).toEqual([true]);
    const world = buildWorld({ now: test.now, seed: 1 });
    for (const [table, rows] of Object.entries(world))
      expect([table, await count(table)]).toEqual([table, rows.length]);
  });

  it('leaves a seeded database alone', async () => {
    expect(await seedDatabase(test.pool, { now: new Date(0), seed: 9 })).toBe(false);
  });

  it('makes products findable by their words', async () => {
    const { rows } = await test.pool.query(
      "select id from products where search @@ websearch_to_tsquery('english', 'noise cancelling headphones') order by id",
    );
    expect(rows).toContainEqual({ id: 'aurora-anc-headphones' });
  });

  it('leaves row-level security forced on every table that has it', async () => {
    const { rows } = await test.pool.query(
      'select relname from pg_class where relrowsecurity and not relforcerowsecurity',
    );
    expect(rows).toEqual([]);
  });
});
