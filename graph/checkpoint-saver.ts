import type { RunnableConfig } from '@langchain/core/runnables';
import type { ChannelVersions, Checkpoint, CheckpointMetadata } from '@langchain/langgraph-checkpoint';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool } from 'pg';

/** The schema of LangGraph's own tables. */
export const CHECKPOINT_SCHEMA = 'checkpoints';

const PUT = `
  with blobs as (
    insert into ${CHECKPOINT_SCHEMA}.checkpoint_blobs (thread_id, checkpoint_ns, channel, version, type, blob)
    select $1, $2, channel, version, type, blob
    from unnest($7::text[], $8::text[], $9::text[], $10::bytea[]) as dumped (channel, version, type, blob)
    on conflict (thread_id, checkpoint_ns, channel, version) do nothing
  )
  insert into ${CHECKPOINT_SCHEMA}.checkpoints
    (thread_id, checkpoint_ns, checkpoint_id, parent_checkpoint_id, checkpoint, metadata)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (thread_id, checkpoint_ns, checkpoint_id)
    do update set checkpoint = excluded.checkpoint, metadata = excluded.metadata`;

/** LangGraph's saver, but that it puts a checkpoint in one statement instead of a transaction with one for each channel. */
export class CheckpointSaver extends PostgresSaver {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    super(pool, undefined, { schema: CHECKPOINT_SCHEMA });
    this.#pool = pool;
  }

  override async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    const { configurable } = config;
    if (configurable === undefined) throw new Error('a checkpoint is put without its thread');
    const { thread_id: threadId, checkpoint_ns: namespace = '', checkpoint_id: parent } = configurable;
    const blobs = await this._dumpBlobs(threadId, namespace, checkpoint.channel_values, newVersions);
    await this.#pool.query(PUT, [
      ...[threadId, namespace, checkpoint.id, parent, this._dumpCheckpoint(checkpoint)],
      await this._dumpMetadata(metadata),
      ...[2, 3, 4].map((column) => blobs.map((blob) => blob[column])),
      blobs.map(([, , , , , bytes]) => (bytes === undefined ? null : Buffer.from(bytes))),
    ]);
    return { configurable: { thread_id: threadId, checkpoint_ns: namespace, checkpoint_id: checkpoint.id } };
  }
}
