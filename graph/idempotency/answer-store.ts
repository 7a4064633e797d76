import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { customerOf, type Identity } from '../../contract/identity.js';
import type { Database } from '../../database/database.js';
import { withReferences } from '../missing-reference.js';
import type { IdempotencyKey } from './idempotency-key.js';
import { keyInUse, keyReused } from './key-errors.js';
import { KEY_HOURS } from './key-hours.js';

/** A request under its key, in a conversation. */
export interface KeyedRequest extends IdempotencyKey {
  sessionId: string;
}

/** The answers to requests that are carried out once. */
export interface AnswerStore {
  /**
   * Runs `work` for the first request of a key and keeps its answer; gives that answer, byte for byte, to every later one.
   * Rejects with `idempotency-key-reused` for another request, and with `idempotency-key-in-use` while the first is worked on. A
   * request that failed keeps nothing and may be sent again; one whose process ended in between is run `again`, so that
   * `work` itself must do nothing twice.
   */
  once(
    identity: Identity,
    request: KeyedRequest,
    work: (again: boolean) => Promise<string>,
  ): Promise<{ body: string; replayed: boolean }>;
}

/** How long a request is believed to be worked on by a process that says nothing more, in seconds. */
const CLAIM_SECONDS = 6;
const RENEW_MILLISECONDS = 2_000;

/** Answers over the supervisor's own table. */
export function createAnswerStore(
  database: Database,
  {
    reach = async () => {},
  }: {
    reach?: ((step: 'claimed' | 'saving' | 'saved', sessionId: string) => Promise<void>) | undefined;
  } = {},
): AnswerStore {
  return {
    async once(identity, request, work) {
      const claim = randomUUID();
      const scope = { customerId: customerOf(identity) };
      const claimed = await claimKey(database, identity, request, claim);
      if (typeof claimed === 'string') return { body: claimed, replayed: true };
      const timer = setInterval(() => {
        change(sql`claimed_until = now() + make_interval(secs => ${CLAIM_SECONDS})`).catch(() => {});
      }, RENEW_MILLISECONDS);
      try {
        await reach('claimed', request.sessionId);
        const body = await work(claimed.again);
        await reach('saving', request.sessionId);
        await change(sql`status = 200, body = ${body}, claim = null, claimed_until = null`);
        await reach('saved', request.sessionId);
        return { body, replayed: false };
      } catch (error) {
        await release().catch(() => {});
        throw error;
      } finally {
        clearInterval(timer);
      }

      /** Only while the claim is still ours: another process may have taken it over from one that hung. */
      async function change(set: ReturnType<typeof sql>): Promise<void> {
        await database.transaction(scope, async (transaction) => {
          await sql`update idempotency_keys set ${set} where client = ${request.client} and key = ${request.key}
            and claim = ${claim}`.execute(transaction);
        });
      }
      async function release(): Promise<void> {
        await database.transaction(scope, async (transaction) => {
          await transaction
            .deleteFrom('idempotency_keys')
            .where('client', '=', request.client)
            .where('key', '=', request.key)
            .where('claim', '=', claim)
            .execute();
        });
      }
    },
  };
}

/** The key becomes ours, or the answer of an earlier request is given. One statement decides, whoever comes at once. */
async function claimKey(
  database: Database,
  identity: Identity,
  { client, key, requestHash, sessionId }: KeyedRequest,
  claim: string,
): Promise<string | { again: boolean }> {
  const customerId = customerOf(identity);
  return database.transaction({ customerId }, async (transaction) => {
    const insert = sql<{ again: boolean }>`
      insert into idempotency_keys as known
        (client, key, customer_id, session_id, request_hash, claim, claimed_until, expires_at)
      values (${client}, ${key}, ${customerId ?? null}, ${sessionId}, ${requestHash}, ${claim},
        now() + make_interval(secs => ${CLAIM_SECONDS}), now() + make_interval(hours => ${KEY_HOURS}))
      on conflict (client, key) do update set session_id = excluded.session_id, turn_id = null,
        request_hash = excluded.request_hash, claim = excluded.claim, claimed_until = excluded.claimed_until,
        status = null, body = null, expires_at = excluded.expires_at
        where known.expires_at <= now()
          or (known.request_hash = excluded.request_hash and known.body is null and known.claimed_until <= now())
      returning known.xmax <> 0 as again
    `.execute(transaction);
    const { rows } = await withReferences(insert, 'not-found', 'There is no such action.');
    if (rows[0] !== undefined) return rows[0];
    const found = await transaction
      .selectFrom('idempotency_keys')
      .select(['request_hash', 'body'])
      .where('client', '=', client)
      .where('key', '=', key)
      .executeTakeFirst();
    if (found !== undefined && found.request_hash !== requestHash) throw keyReused();
    if (found?.body == null) throw keyInUse('This decision is being carried out. Send it again in a moment.');
    return found.body;
  });
}
