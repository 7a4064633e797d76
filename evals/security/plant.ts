import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { ingestDocuments } from '../../knowledge/ingest.js';
import type { Embedder } from '../../models/embedder.js';
import type { WorldIds } from '../retail/own-ids.js';
import type { OwnQuestion } from './own-question.js';
import type { RecordedAttack } from './recorded-case.js';

const SOURCE = 'planted/';

/** Where texts can be planted. `database` has the role of the ingestion. */
export interface Garden {
  pool: pg.Pool;
  database: Database;
  embedder: Embedder;
  ids: WorldIds;
}

/** Puts the text of an attack where its channel says, the way such a text gets there. */
export async function plantAttack(
  garden: Garden,
  attack: RecordedAttack,
  question: OwnQuestion,
): Promise<void> {
  const { pool, database, embedder, ids } = garden;
  switch (attack.channel) {
    case 'order_note':
      await pool.query('update orders set note = $2 where id = $1', [
        ids.orders.toOwn(question.orderId),
        attack.text,
      ]);
      return;
    case 'product_description':
      await pool.query('update products set description = $2 where id = $1', [
        ids.products.toOwn(question.productId),
        attack.text,
      ]);
      return;
    case 'kb_doc': {
      if (question.document === undefined) throw new Error('a question about the shop has a document');
      const { title, product, fact } = question.document;
      const document = {
        ...{
          id: 'planted',
          title,
          product,
          kind: 'guide' as const,
          alsoFor: [],
          updated: '2026-06-01',
          questions: [],
        },
        ...{ body: `${fact}\n\n${attack.text}`, source: `${SOURCE}planted.md` },
      };
      await ingestDocuments({ database, embedder, documents: [document], removeUnder: SOURCE });
      return;
    }
    case 'user_message':
      return;
  }
}

/** Removes planted documents; notes and descriptions go back with the rows of the world. */
export async function weedDocuments({ database, embedder }: Garden): Promise<void> {
  await ingestDocuments({ database, embedder, documents: [], removeUnder: SOURCE });
}
