import type { MiddlewareHandler } from 'hono';
import { AGENT_CARDS } from '../agents/registry.js';
import { createDatabase } from '../database/create-database.js';
import { createSignals } from '../database/create-signals.js';
import { createPool, type DatabaseAddress } from '../database/pool.js';
import type { Models } from '../models/create-models.js';
import type { Config } from '../platform/config.js';
import { createHttpClient } from '../platform/http/http-client.js';
import { serveHttp } from '../platform/http/serve.js';
import type { Logger } from '../platform/telemetry/logger.js';
import { startActionSweeper } from './actions/action-sweeper.js';
import { createCheckpoints } from './checkpoints.js';
import { createSupervisorService } from './create-supervisor-service.js';
import { createWebhookCodeSender } from './identity/webhook-code-sender.js';
import type { RateLimits } from './limits/limit-rates.js';
import { perMinute } from './limits/rate-policy.js';
import type { TurnOptions } from './turn/add-turns.js';
import { NO_SIGNALS, toTurnSignals } from './turn/turn-signals.js';
import { startTurnSweeper } from './turn/turn-sweeper.js';
import { buildUnderstand } from './understand/build-understand.js';

/** What a supervisor needs from the process that it runs in. */
export interface SupervisorProcess {
  config: Config;
  logger: Logger;
  address: DatabaseAddress;
  models: Models;
  version: string;
  page?: MiddlewareHandler;
  /** What `/health` says of the database. */
  databaseDescription: string;
  /** Awaited at the steps of turns and actions, in a test. */
  reach?: TurnOptions['reach'];
}

/** What anybody may know of the database: which kind it is, not where. */
export function describeDatabase({ database }: Pick<Config, 'database'>): string {
  return database.url === undefined ? 'embedded PostgreSQL (PGlite)' : 'PostgreSQL';
}

/** The policies of the configuration; a limit of 0 is none. */
function toRateLimits({
  messagesPerMinute,
  requestsPerMinute,
  trustedProxies,
}: Config['rateLimits']): RateLimits {
  return {
    trustedProxies,
    ...(messagesPerMinute === 0 ? {} : { messages: perMinute('messages', messagesPerMinute) }),
    ...(requestsPerMinute === 0 ? {} : { requests: perMinute('requests', requestsPerMinute) }),
  };
}

/** The part of the drain time after which running turns are given to other replicas. */
const PARK_AT = 0.8;
const ROLE = 'switchboard_supervisor';

/** The local model costs nothing, so there is nothing to read for its days. */
function spendLimits({ model, spend }: Pick<Config, 'model' | 'spend'>): Config['spend'] {
  return model.provider === 'local' ? { ...spend, day: { customerCents: 0, anonymousCents: 0 } } : spend;
}

/** Starts the supervisor on its port. `close` lets running turns end before it takes the pools down. */
export async function startSupervisor(
  process: SupervisorProcess,
): Promise<{ url: string; close(): Promise<void> }> {
  const { config, logger, address, models } = process;
  const onIdleError = (error: Error): void => logger.warn({ error }, 'a database connection broke');
  const pool = createPool({ address, size: config.database.poolSize, onIdleError });
  const http = createHttpClient();
  const wire =
    'url' in address
      ? createSignals({ address, pool, channel: 'turn_signals', onError: onIdleError })
      : undefined;
  const signals = wire === undefined ? NO_SIGNALS : toTurnSignals(wire);
  const database = createDatabase({ pool, role: ROLE });
  const { app, carryOut, engine, journal } = createSupervisorService({
    cards: AGENT_CARDS,
    agentUrls: config.agentUrls,
    understand: buildUnderstand({ models, cards: AGENT_CARDS, logger }),
    synthesisModel: models.chat.chatModel({ kind: 'synthesize' }),
    database,
    checkpoints: createCheckpoints(pool, { secret: config.sessionTokenSecret, logger }),
    http,
    logger,
    version: process.version,
    sessionTokenSecret: config.sessionTokenSecret,
    customerTokenSecret: config.customerTokenSecret,
    customerKeySet: config.customerKeySet,
    staffTokenSecret: config.staffTokenSecret,
    agentTimeoutMs: config.agentTimeoutMs,
    agentStartTimeoutMs: config.agentStartTimeoutMs,
    turnTimeoutMs: config.turnTimeoutMs,
    spend: spendLimits(config),
    turns: {
      onBusy: config.turnOnBusy,
      signals,
      ...(process.reach === undefined ? {} : { reach: process.reach }),
    },
    bodyLimitBytes: config.bodyLimitBytes,
    corsOrigins: config.corsOrigins,
    rateLimits: toRateLimits(config.rateLimits),
    health: {
      model: models.chat.description,
      embedder: models.embedder.id,
      database: process.databaseDescription,
    },
    demoLogin: config.demoLogin,
    ...(config.codeSender === undefined
      ? {}
      : { codeSender: createWebhookCodeSender({ http, ...config.codeSender }) }),
    ...(process.page === undefined ? {} : { page: process.page }),
  });
  const { host, drainDelayMs, drainTimeoutMs } = config;
  const server = await serveHttp(app, {
    host,
    port: config.ports.supervisor ?? 8080,
    drainTimeoutMs,
    drainDelayMs,
    logger,
  });
  const turnSweeper = startTurnSweeper({ engine, journal, logger, signals });
  const actionSweeper = startActionSweeper({ database, carryOut, logger });
  return {
    url: server.url,
    async close() {
      turnSweeper.stop();
      actionSweeper.stop();
      // What is still running by then goes on on another replica; there is time left to write down how far it came.
      const parking = setTimeout(() => engine.park(), drainTimeoutMs * PARK_AT);
      await server.close();
      await engine.idle();
      clearTimeout(parking);
      await Promise.all([http.close(), wire?.close()]);
      await pool.end();
    },
  };
}
