import { type Migration, sqlMigration } from './migration.js';

/**
 * When the next request of a key would be due if requests came evenly (the theoretical arrival time of GCRA). Keys are
 * hashes: who somebody is cannot be read from them. Unlogged, since after a crash an empty table is as good.
 */
export const rateLimits: Migration = sqlMigration(
  '0019-rate-limits',
  `
  create unlogged table rate_limits (
    key text primary key,
    arrival timestamptz not null,
    tolerance interval not null
  );
  create index rate_limits_by_arrival on rate_limits (arrival);
  grant select, insert, update, delete on rate_limits to switchboard_supervisor;
  `,
);
