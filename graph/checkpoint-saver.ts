import type { RunnableConfig } from '@langchain/core/runnables';
import type {
  ChannelVersions,
  Checkpoint,
  CheckpointMetadata,
  CheckpointTuple,
  SerializerProtocol,
} from '@langchain/langgraph-checkpoint';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool } from 'pg';
import { sealSerializer, UnreadableCheckpointError } from './sealed-serializer.js';

/** The schema of LangGraph's own tables. */
export const CHECKPOINT_SCHEMA = 'checkpoints';

/** A version of a channel is there already only when the checkpoint before could not be opened, and began anew. */
const PUT = `
  with blobs as (
    insert into ${CHECKPOINT_SCHEMA}.checkpoint_blobs (thread_id, checkpoint_ns, channel, version, type, blob)
    select $1, $2, channel, version, type, blob
    from unnest($7::text[], $8::text[], $9::text[], $10::bytea[]) as dumped (channel, version, type, blob)
    on conflict (thread_id, checkpoint_ns, channel, version)
      do update set type = excluded.type, blob = excluded.blob
  )
  insert into ${CHECKPOINT_SCHEMA}.checkpoints
    (thread_id, checkpoint_ns, checkpoint_id, parent_checkpoint_id, checkpoint, metadata)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (thread_id, checkpoint_ns, checkpoint_id)
    do update set checkpoint = excluded.checkpoint, metadata = excluded.metadata`;

/** What a saver needs beside its pool. */
export interface CheckpointSaverOptions {
  /** The key that the state is sealed with is derived from it. */
  secret: string;
  /** Told of a session whose checkpoint cannot be opened, which then counts as not there. */
  onUnreadable: (sessionId: string, error: UnreadableCheckpointError) => void;
}

/**
 * LangGraph's saver, but that it puts a checkpoint in one statement instead of a transaction with one for each channel, and
 * seals what the channels and the pending writes hold. Metadata stays JSON, which queries can filter by.
 */
export class CheckpointSaver extends PostgresSaver {
  readonly #pool: Pool;
  readonly #plain: SerializerProtocol;
  readonly #onUnreadable: CheckpointSaverOptions['onUnreadable'];

  constructor(pool: Pool, { secret, onUnreadable }: CheckpointSaverOptions) {
    super(pool, undefined, { schema: CHECKPOINT_SCHEMA });
    this.#pool = pool;
    this.#plain = this.serde;
    this.#onUnreadable = onUnreadable;
    this.serde = sealSerializer(this.serde, secret);
  }

  override async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    try {
      return await super.getTuple(config);
    } catch (error) {
      if (!(error instanceof UnreadableCheckpointError)) throw error;
      this.#onUnreadable(String(config.configurable?.thread_id), error);
      return undefined;
    }
  }

  /** As the base class does it, with what is not sealed. */
  protected override async _dumpMetadata(metadata: CheckpointMetadata): Promise<unknown> {
    const [, bytes] = await this.#plain.dumpsTyped(metadata);
    return JSON.parse(new TextDecoder().decode(bytes).replaceAll('\0', ''));
  }

  protected override async _loadMetadata(metadata: Record<string, unknown>): Promise<unknown> {
    return this.#plain.loadsTyped(...(await this.#plain.dumpsTyped(metadata)));
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
