import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { BUNDLED_DOCUMENTS } from '../knowledge/bundled-documents.js';
import type { KnowledgeDocument } from '../knowledge/document.js';
import { ingestDocuments } from '../knowledge/ingest.js';
import { readDocuments } from '../knowledge/read-documents.js';
import { createModels } from '../models/create-models.js';
import { loadConfig } from '../platform/config.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { ROOT } from '../tests/source-files.js';

const DOCUMENTS = 1_000;
const CHANGED = 10;

/**
 * Writes a thousand documents of real sections, writes them again with ten changed, and kills a third ingestion in the middle
 * and starts it again. Needs TEST_DATABASE_URL: the killed one is a process of its own.
 */
export async function runIngestionBench(): Promise<void> {
  if (process.env.TEST_DATABASE_URL === undefined)
    throw new Error('set TEST_DATABASE_URL to a PostgreSQL server');
  const logger = createLogger({ name: 'bench', level: 'warn' });
  const models = await createModels(loadConfig({ MODEL_PROVIDER: 'local' }), { logger });
  const documents = recombine(await readDocuments([BUNDLED_DOCUMENTS]));
  const whole = await openTestDatabase();
  const broken = await openTestDatabase();
  try {
    const target = { database: whole.database('switchboard_ingest'), embedder: models.embedder };
    const first = await timed(() => ingestDocuments({ ...target, documents }));
    const changed = documents.map((document, index) =>
      index % (DOCUMENTS / CHANGED) === 0
        ? { ...document, body: `${document.body}\n\n## Note\n\nChecked again, number ${index}.` }
        : document,
    );
    const again = await timed(() => ingestDocuments({ ...target, documents: changed }));
    const crash = await crashAndResume(broken, changed, models.embedder.id);
    console.log(
      `${DOCUMENTS} documents, ${first.result.embedded} passages embedded, ${first.seconds.toFixed(1)} s`,
    );
    console.log(
      `rate                    ${(first.result.embedded / first.seconds).toFixed(0)} passages/s, one embedding thread`,
    );
    console.log(
      `${CHANGED} of them changed         ${again.result.embedded} passages embedded, ${again.seconds.toFixed(2)} s`,
    );
    console.log(
      `against the first time  ${((100 * again.seconds) / first.seconds).toFixed(2)} % (goal < 5 %)`,
    );
    console.log(`killed with -9          at ${crash.atKill} of ${DOCUMENTS} documents, then run again`);
    console.log(`same final state        ${(await digest(whole)) === (await digest(broken)) ? 'yes' : 'NO'}`);
  } finally {
    await Promise.all([whole.close(), broken.close(), models.close()]);
  }
}

/** New documents of the sections of the bundled ones; every title is its own, so no passage is the same as another. */
function recombine(originals: readonly KnowledgeDocument[]): KnowledgeDocument[] {
  const sections = originals.flatMap(({ body }) => body.split(/\n(?=## )/));
  return Array.from({ length: DOCUMENTS }, (_, index) => {
    const parts = [0, 1, 2].map((part) => sections[(index * 7 + part * 131) % sections.length] ?? '');
    return {
      ...{ id: `document-${String(index).padStart(4, '0')}`, title: `Model ${index}`, product: null },
      ...{ alsoFor: [], kind: 'guide' as const, updated: '2026-01-01', questions: [], source: '' },
      body: parts.join('\n\n'),
    };
  });
}

async function crashAndResume(
  world: TestDatabase,
  documents: readonly KnowledgeDocument[],
  embedder: string,
) {
  const folder = await mkdtemp(join(tmpdir(), 'ingestion-'));
  try {
    await mkdir(folder, { recursive: true });
    for (const { id, title, body } of documents) {
      const header = `---\nid: ${id}\ntitle: ${title}\nkind: guide\nupdated: 2026-01-01\n---\n`;
      await writeFile(join(folder, `${id}.md`), `${header}${body}\n`);
    }
    const killed = startIngestion(world, folder);
    let atKill = 0;
    while (atKill < DOCUMENTS * 0.3) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      atKill = await countDocuments(world);
    }
    killed.kill('SIGKILL');
    await ended(killed);
    atKill = await countDocuments(world);
    const code = await ended(startIngestion(world, folder));
    if (code !== 0) throw new Error(`the second ingestion with ${embedder} ended with ${code}`);
    return { atKill };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function startIngestion({ address }: TestDatabase, folder: string): ChildProcess {
  const url = 'url' in address ? address.url : '';
  return spawn(process.execPath, ['--import', 'tsx', 'knowledge/ingest-main.ts', folder], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url, MODEL_PROVIDER: 'local', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

async function countDocuments({ pool }: TestDatabase): Promise<number> {
  const { rows } = await pool.query('select count(*)::int as documents from knowledge_documents');
  return rows[0]?.documents ?? 0;
}

/** Everything that a search reads, as one hash. */
async function digest({ pool }: TestDatabase): Promise<string> {
  const tables = [
    'select id, title, kind from knowledge_documents order by id',
    'select id, content, content_hash, embedding::text from knowledge_chunks order by id',
    'select term, chunk_id, frequency, impact from knowledge_postings order by 1, 2',
    'select chunks, average_length from knowledge_statistics',
  ];
  const hash = createHash('sha256');
  for (const query of tables) hash.update(JSON.stringify((await pool.query(query)).rows));
  return hash.digest('hex');
}

async function timed<T>(run: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const startedAt = performance.now();
  const result = await run();
  return { result, seconds: (performance.now() - startedAt) / 1_000 };
}
