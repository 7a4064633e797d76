import type { AgentDefinition } from './agents/define-agent.js';
import { AGENT_CARDS } from './agents/registry.js';
import { startAgent } from './agents/start-agent.js';
import { createDatabase } from './database/create-database.js';
import { startEmbeddedDatabase } from './database/embedded/start-embedded-database.js';
import { locateDatabase } from './database/locate-database.js';
import { createPool } from './database/pool.js';
import { databaseRole } from './database/roles.js';
import { describeDatabase, startSupervisor } from './graph/start-supervisor.js';
import { KEPT_TO_CORPUS, keepToCorpus } from './knowledge/keep-to-corpus.js';
import { createModels } from './models/create-models.js';
import packageJson from './package.json' with { type: 'json' };
import type { Config } from './platform/config.js';
import { createLogger, type Logger } from './platform/telemetry/logger.js';
import { setUpDatabase } from './setup.js';
import { servePage } from './web/serve-page.js';

/** Which services to start; none named means all, and the embedded database with them. */
export interface StartOptions {
  config: Config;
  logger: Logger;
  services: readonly string[];
  loadAgent: (id: string) => Promise<AgentDefinition>;
}

/** What is running, what to tell the person who started it, and how to stop it. */
export interface RunningSwitchboard {
  banner: string;
  close(): Promise<void>;
}

interface Closable {
  url: string;
  close(): Promise<void>;
}

/** Starts services in this process, each on its own port over real HTTP, over one database, with one set of models. */
export async function startSwitchboard(options: StartOptions): Promise<RunningSwitchboard> {
  const { config, logger } = options;
  const whole = options.services.length === 0;
  const services = whole ? ['supervisor', ...AGENT_CARDS.map(({ id }) => id)] : options.services;
  const owned =
    whole && config.database.url === undefined
      ? await startEmbeddedDatabase({ dataDir: config.dataDir, logger })
      : undefined;
  const located = await locateDatabase({ ...config.database, dataDir: config.dataDir });
  const onIdleError = (error: Error): void => logger.warn({ error }, 'a database connection broke');
  const pool = createPool({ address: located.address, size: config.database.poolSize, onIdleError });
  const model = await keepToCorpus(config.model, createDatabase({ pool, role: 'switchboard_ingest' }));
  if (model !== config.model) logger.info({ embedder: model.embedder }, KEPT_TO_CORPUS);
  const models = await createModels({ model }, { logger });
  const embedded = config.database.url === undefined;
  if (whole)
    await setUpDatabase({ pool, embedder: models.embedder, logger, seed: embedded, now: new Date() });

  const start = async (name: string): Promise<Closable> => {
    const own = createLogger({ name, ...config.log });
    const { version } = packageJson;
    if (name === 'supervisor') {
      const { address } = located;
      const databaseDescription = describeDatabase(config);
      return startSupervisor({
        config,
        logger: own,
        address,
        models,
        version,
        databaseDescription,
        page: servePage(),
      });
    }
    const definition = await options.loadAgent(name);
    const database = createDatabase({ pool, role: databaseRole(name) });
    return startAgent({ definition, config, logger: own, models, database, version });
  };
  const running = new Map<string, Closable>();
  // The supervisor last: it should find its agents.
  for (const name of [...services].reverse()) running.set(name, await start(name));

  return {
    banner: toBanner(running, models.chat.description, located.description),
    async close() {
      await running.get('supervisor')?.close();
      await Promise.all(
        [...running].filter(([name]) => name !== 'supervisor').map(([, service]) => service.close()),
      );
      await pool.end();
      await models.close();
      await owned?.close();
    },
  };
}

function toBanner(running: ReadonlyMap<string, Closable>, model: string, database: string): string {
  const page = running.get('supervisor');
  const lines = [...running].reverse().map(([name, { url }]) => `  ${name.padEnd(24)} ${url}`);
  return [
    '',
    page === undefined ? 'Switchboard services are ready.' : `Switchboard is ready: open ${page.url}`,
    ...lines,
    `  ${'model'.padEnd(24)} ${model}`,
    `  ${'database'.padEnd(24)} ${database}`,
    '',
    '',
  ].join('\n');
}
