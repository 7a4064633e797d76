import type { BaseCheckpointSaver } from '@langchain/langgraph';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool } from 'pg';

const SCHEMA = 'checkpoints';

/** LangGraph's checkpoints, kept to the newest of a session. */
export interface Checkpoints {
  readonly saver: BaseCheckpointSaver;
  /** Creates LangGraph's own tables where they are missing. */
  setup(): Promise<void>;
  /** Deletes all but the newest checkpoint of a session, with what belonged only to them. */
  prune(sessionId: string): Promise<void>;
}

const PRUNE = [
  `delete from ${SCHEMA}.checkpoints old using (
     select checkpoint_ns, max(checkpoint_id) as newest from ${SCHEMA}.checkpoints where thread_id = $1 group by checkpoint_ns
   ) kept
   where old.thread_id = $1 and old.checkpoint_ns = kept.checkpoint_ns and old.checkpoint_id < kept.newest`,
  `delete from ${SCHEMA}.checkpoint_writes orphan where orphan.thread_id = $1 and not exists (
     select 1 from ${SCHEMA}.checkpoints c
     where c.thread_id = $1 and c.checkpoint_ns = orphan.checkpoint_ns and c.checkpoint_id = orphan.checkpoint_id
   )`,
  `delete from ${SCHEMA}.checkpoint_blobs old where old.thread_id = $1 and not exists (
     select 1 from ${SCHEMA}.checkpoints c
     where c.thread_id = $1 and c.checkpoint_ns = old.checkpoint_ns
       and c.checkpoint -> 'channel_versions' ->> old.channel = old.version
   )`,
];

/**
 * Checkpoints in the schema `checkpoints`, over a pool of the caller's own: the saver's pool needs an error listener,
 * or a restart of the database ends the process.
 */
export function createCheckpoints(pool: Pool): Checkpoints {
  const saver = new PostgresSaver(pool, undefined, { schema: SCHEMA });
  return {
    saver,
    setup: () => saver.setup(),
    async prune(sessionId) {
      for (const statement of PRUNE) await pool.query(statement, [sessionId]);
    },
  };
}
