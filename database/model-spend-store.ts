import { sql } from 'kysely';
import type { Identity } from '../contract/identity.js';
import type { Usage } from '../contract/usage.js';
import type { Database, TransactionScope } from './database.js';

/** What the models cost a customer on a day, or all anonymous visitors together; days end at midnight UTC. */
export interface ModelSpendStore {
  /** Counts what was consumed now. Nothing is written for what cost nothing. */
  add(identity: Identity, usage: Usage): Promise<void>;
  /** What today has cost so far, in millionths of a US dollar. */
  today(identity: Identity): Promise<number>;
}

/** The store over the database of whoever asks a model; all replicas and services add to the same row. */
export function createModelSpendStore(
  database: Database,
  now: () => Date = () => new Date(),
): ModelSpendStore {
  return {
    async add(identity, { costMicros, inputTokens, outputTokens, modelCalls }) {
      if (costMicros === 0) return;
      const { customerId = null } = toScope(identity);
      await database.transaction(toScope(identity), (transaction) =>
        sql`
          insert into model_spend as kept (customer_id, day, cost_micros, tokens, model_calls)
          values (${customerId}, ${toDay(now())}::date, ${costMicros}, ${inputTokens + outputTokens}, ${modelCalls})
          on conflict (coalesce(customer_id, ''), day) do update set
            cost_micros = kept.cost_micros + excluded.cost_micros,
            tokens = kept.tokens + excluded.tokens,
            model_calls = kept.model_calls + excluded.model_calls`.execute(transaction),
      );
    },
    async today(identity) {
      const { rows } = await database.transaction(toScope(identity), (transaction) =>
        sql<{ cost: string }>`
          select cost_micros::text as cost from model_spend
          where coalesce(customer_id, '') = ${toScope(identity).customerId ?? ''} and day = ${toDay(now())}::date`.execute(
          transaction,
        ),
      );
      return Number(rows[0]?.cost ?? 0);
    },
  };
}

function toScope(identity: Identity): TransactionScope {
  return identity.level === 'anonymous' ? {} : { customerId: identity.customerId };
}

function toDay(now: Date): string {
  return now.toISOString().slice(0, 10);
}
