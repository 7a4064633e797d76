import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import { emissionSeconds, type RatePolicy, type RateVerdict, toVerdict } from './rate-policy.js';

/** A policy and whom it is asked for. */
export interface RateQuestion {
  policy: RatePolicy;
  key: string;
}

/** Counts a request against policies, across all replicas; what is not allowed is not counted. */
export interface RateStore {
  ask(questions: readonly RateQuestion[]): Promise<readonly RateVerdict[]>;
  /** Deletes what no longer limits anybody. */
  prune(): Promise<void>;
}

/**
 * GCRA (ITU-T I.371, the "virtual scheduling algorithm") in one statement: a row holds the theoretical arrival time of the
 * next request, and an update that would put it further ahead than the burst allows does not happen. The database's clock
 * decides, so replicas need not agree on the time.
 */
export function createRateStore(database: Database): RateStore {
  return {
    async ask(questions) {
      const rows = await database.transaction({}, async (transaction) => {
        const keys = questions.map(({ key }) => key);
        const emissions = questions.map(({ policy }) => emissionSeconds(policy));
        const bursts = questions.map(({ policy }) => policy.burst);
        const { rows } = await sql<{ key: string; allowed: boolean; ahead: number }>`
          with asked as (
            select key, make_interval(secs => emission) as emission, make_interval(secs => emission * burst) as tolerance
            from unnest(${keys}::text[], ${emissions}::float8[], ${bursts}::int[]) as q(key, emission, burst)
          ), admitted as (
            insert into rate_limits as kept (key, arrival, tolerance)
            select key, now() + emission, tolerance from asked order by key
            on conflict (key) do update set
              arrival = greatest(kept.arrival, now()) + (excluded.arrival - now()), tolerance = excluded.tolerance
              where greatest(kept.arrival, now()) + (excluded.arrival - now()) <= now() + excluded.tolerance
            returning key, arrival
          )
          select asked.key, admitted.key is not null as allowed,
            extract(epoch from coalesce(admitted.arrival, kept.arrival, now() + asked.tolerance) - now())::float8 as ahead
          from asked left join admitted using (key) left join rate_limits kept using (key)`.execute(
          transaction,
        );
        return rows;
      });
      const byKey = new Map(rows.map((row) => [row.key, row]));
      return questions.map(({ policy, key }) => {
        const row = byKey.get(key);
        if (row === undefined) throw new Error('the rate limit was asked and did not answer');
        return toVerdict(policy, row.allowed, row.ahead);
      });
    },
    async prune() {
      await database.transaction({}, async (transaction) => {
        await sql`delete from rate_limits where arrival < now()`.execute(transaction);
      });
    },
  };
}
