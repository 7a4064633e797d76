import { validate } from '@langchain/langgraph-checkpoint-validation';
import type { Pool } from 'pg';
import { createPool } from '../../../database/pool.js';
import { createCheckpoints, setUpCheckpoints } from '../../../graph/checkpoints.js';

const url = process.env.DATABASE_URL;
if (url === undefined) throw new Error('this suite needs DATABASE_URL; npm run conform -- R20 gives it one');

let pool: Pool;

function failOnUnreadable(): never {
  throw new Error('a checkpoint could not be opened');
}

validate({
  checkpointerName: 'PostgresSaver over our pool',
  async beforeAll() {
    pool = createPool({ address: { url } });
    await setUpCheckpoints(pool);
  },
  createCheckpointer: () =>
    createCheckpoints(pool, { secret: 'a secret of this suite', logger: { warn: failOnUnreadable } }).saver,
  // Lists over all threads count what an earlier test left.
  async destroyCheckpointer() {
    await pool.query(
      'truncate checkpoints.checkpoints, checkpoints.checkpoint_blobs, checkpoints.checkpoint_writes',
    );
  },
  async afterAll() {
    await pool.end();
  },
});
