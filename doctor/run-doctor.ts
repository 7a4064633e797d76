import { createDatabase } from '../database/create-database.js';
import { locateDatabase } from '../database/locate-database.js';
import { createPool } from '../database/pool.js';
import { KEPT_TO_CORPUS, keepToCorpus } from '../knowledge/keep-to-corpus.js';
import { type Config, loadConfig } from '../platform/config.js';
import { ConfigError } from '../platform/config-error.js';
import { describeSettings } from '../platform/describe-settings.js';
import type { Finding } from '../platform/finding.js';
import { policyProblems } from '../tools/parse-policy.js';
import { checkDatabase } from './check-database.js';
import { checkPorts } from './check-ports.js';

/** Checks everything that a start depends on, and gives each finding as soon as it is known. */
export async function* runDoctor(environment?: NodeJS.ProcessEnv): AsyncGenerator<Finding> {
  const loaded = load(environment);
  if (Array.isArray(loaded)) {
    yield* loaded;
    return;
  }
  yield { level: 'ok', check: 'settings', told: 'all fit' };
  const config = { ...loaded, model: await modelOfCorpus(loaded) };
  if (config.model !== loaded.model) yield { level: 'ok', check: 'embedder', told: KEPT_TO_CORPUS };
  yield* checkModels(config);
  yield* checkDatabase(config);
  yield* checkPorts(loaded);
}

/** Every setting as it is in force, one a line; secrets are blanked. Nothing when the settings do not fit. */
export function listSettings(environment?: NodeJS.ProcessEnv): string[] {
  if (Array.isArray(load(environment))) return [];
  return Object.entries(describeSettings(environment)).map(([name, value]) => `${name.padEnd(40)} ${value}`);
}

/** As a start would find it; a database that is not there decides nothing. */
async function modelOfCorpus(config: Config): Promise<Config['model']> {
  const where = { ...config.database, dataDir: config.dataDir, waitMs: 0 };
  const located = await locateDatabase(where).catch(() => undefined);
  if (located === undefined) return config.model;
  const pool = createPool({ address: located.address, size: 1, connectTimeoutMs: 5_000 });
  const database = createDatabase({ pool, role: 'switchboard_ingest' });
  return keepToCorpus(config.model, database).finally(() => pool.end());
}

function load(environment: NodeJS.ProcessEnv | undefined): Config | Finding[] {
  try {
    return loadConfig(environment, 'supervisor', policyProblems);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ setting, message }) => ({
      level: 'fail',
      check: setting,
      told: message,
      todo: 'see .env.example',
    }));
  }
}

async function* checkModels(config: Config): AsyncGenerator<Finding> {
  const { model } = config;
  if (model.provider === 'local') {
    const told = 'the local model answers; for Bedrock set AWS_REGION and credentials';
    yield { level: 'ok', check: 'model', told };
  }
  if (model.provider === 'local' && model.embedder === 'local') return;
  const { checkBedrock } = await import('../models/bedrock/check-bedrock.js');
  yield* checkBedrock(model);
}
