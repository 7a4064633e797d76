import type { MiddlewareHandler } from 'hono';
import { AGENT_CARDS } from '../agents/registry.js';
import { createDatabase } from '../database/create-database.js';
import { createPool, type DatabaseAddress } from '../database/pool.js';
import type { Models } from '../models/create-models.js';
import type { Config } from '../platform/config.js';
import { createHttpClient } from '../platform/http/http-client.js';
import { serveHttp } from '../platform/http/serve.js';
import type { Logger } from '../platform/telemetry/logger.js';
import { createCheckpoints } from './checkpoints.js';
import { createSupervisorService } from './create-supervisor-service.js';
import { createWebhookCodeSender } from './identity/webhook-code-sender.js';
import type { RateLimits } from './limits/limit-rates.js';
import { perMinute } from './limits/rate-policy.js';
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

const ROLE = 'switchboard_supervisor';

/** Starts the supervisor on its port. `close` lets running turns end before it takes the pools down. */
export async function startSupervisor(
  process: SupervisorProcess,
): Promise<{ url: string; close(): Promise<void> }> {
  const { config, logger, address, models } = process;
  const onIdleError = (error: Error): void => logger.warn({ error }, 'a database connection broke');
  const pool = createPool({ address, size: config.database.poolSize, onIdleError });
  const http = createHttpClient();
  const { app, engine } = createSupervisorService({
    cards: AGENT_CARDS,
    agentUrls: config.agentUrls,
    understand: buildUnderstand({ models, cards: AGENT_CARDS, logger }),
    database: createDatabase({ pool, role: ROLE }),
    checkpoints: createCheckpoints(pool),
    http,
    logger,
    version: process.version,
    sessionTokenSecret: config.sessionTokenSecret,
    customerTokenSecret: config.customerTokenSecret,
    staffTokenSecret: config.staffTokenSecret,
    agentTimeoutMs: config.agentTimeoutMs,
    agentStartTimeoutMs: config.agentStartTimeoutMs,
    turnTimeoutMs: config.turnTimeoutMs,
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
  const { host, drainTimeoutMs } = config;
  const server = await serveHttp(app, {
    host,
    port: config.ports.supervisor ?? 8080,
    drainTimeoutMs,
    logger,
  });
  return {
    url: server.url,
    async close() {
      await server.close();
      await engine.idle();
      await Promise.all([http.close(), pool.end()]);
    },
  };
}
