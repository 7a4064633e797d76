import type { BaseCheckpointSaver } from '@langchain/langgraph';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool } from 'pg';
import type { Logger } from '../platform/telemetry/logger.js';
import { CheckpointSaver, CHECKPOINT_SCHEMA as SCHEMA } from './checkpoint-saver.js';

/** LangGraph's checkpoints, kept to the newest of a session. */
export interface Checkpoints {
  readonly saver: BaseCheckpointSaver;
  /** Deletes all but the newest checkpoint of a session, with what belonged only to them. */
  prune(sessionId: string): Promise<void>;
}

/** In one statement: all three see the checkpoints as they were, and keep what belongs to the newest. */
const PRUNE = `
  with newest as (
    select checkpoint_ns, max(checkpoint_id) as id from ${SCHEMA}.checkpoints where thread_id = $1 group by checkpoint_ns
  ), kept as (
    select c.checkpoint_ns, c.checkpoint_id, c.checkpoint -> 'channel_versions' as versions
    from ${SCHEMA}.checkpoints c join newest n on n.checkpoint_ns = c.checkpoint_ns and n.id = c.checkpoint_id
    where c.thread_id = $1
  ), writes as (
    delete from ${SCHEMA}.checkpoint_writes w where w.thread_id = $1 and not exists (
      select 1 from kept k where k.checkpoint_ns = w.checkpoint_ns and k.checkpoint_id = w.checkpoint_id
    )
  ), blobs as (
    delete from ${SCHEMA}.checkpoint_blobs b where b.thread_id = $1 and not exists (
      select 1 from kept k where k.checkpoint_ns = b.checkpoint_ns and k.versions ->> b.channel = b.version
    )
  )
  delete from ${SCHEMA}.checkpoints c using newest n
  where c.thread_id = $1 and c.checkpoint_ns = n.checkpoint_ns and c.checkpoint_id < n.id`;

/** Versions before this one kept the customer's words in clear. */
const CLEAR = `
  with clear as (
    select thread_id from ${SCHEMA}.checkpoint_blobs where type in ('json', 'bytes')
    union select thread_id from ${SCHEMA}.checkpoint_writes where type in ('json', 'bytes')
  ), writes as (
    delete from ${SCHEMA}.checkpoint_writes where thread_id in (select thread_id from clear)
  ), blobs as (
    delete from ${SCHEMA}.checkpoint_blobs where thread_id in (select thread_id from clear)
  )
  delete from ${SCHEMA}.checkpoints where thread_id in (select thread_id from clear)`;

/** Creates LangGraph's own tables where they are missing, and deletes checkpoints that are not sealed. */
export async function setUpCheckpoints(pool: Pool): Promise<void> {
  await new PostgresSaver(pool, undefined, { schema: SCHEMA }).setup();
  await pool.query(CLEAR);
}

/**
 * Checkpoints in the schema `checkpoints`, sealed, over a pool of the caller's own: the saver's pool needs an error
 * listener, or a restart of the database ends the process.
 */
export function createCheckpoints(
  pool: Pool,
  { secret, logger }: { secret: string; logger: Pick<Logger, 'warn'> },
): Checkpoints {
  const saver = new CheckpointSaver(pool, {
    secret,
    onUnreadable: (sessionId, error) =>
      logger.warn({ sessionId, reason: error.message }, 'a checkpoint cannot be opened and counts as none'),
  });
  return {
    saver,
    async prune(sessionId) {
      await pool.query(PRUNE, [sessionId]);
    },
  };
}
