import { createServer } from 'node:http';
import { locateDatabase } from '../../../database/locate-database.js';
import { startSupervisor } from '../../../graph/start-supervisor.js';
import { createModels } from '../../../models/create-models.js';
import { loadConfig } from '../../../platform/config.js';
import { createLogger } from '../../../platform/telemetry/logger.js';

/**
 * The supervisor as it is, but for this: it can be told to stop a session's turn for ever at a step, so that it can be
 * killed there. `POST /hold {sessionId, step}` tells it, `GET /held` says who waits where.
 */
const config = loadConfig({ ...process.env, SUPERVISOR_PORT: process.env.HELD_SUPERVISOR_PORT });
const holds = new Map<string, string>();
const held = new Map<string, string>();
const logger = createLogger({ name: 'held-supervisor', ...config.log });
const models = await createModels(config, { logger });
const { address, description } = await locateDatabase({ ...config.database, dataDir: config.dataDir });
await startSupervisor({
  ...{ config, logger, address, models, version: 'held', databaseDescription: description },
  async reach(step, sessionId) {
    if (holds.get(sessionId) !== step) return;
    held.set(sessionId, step);
    await new Promise(() => {});
  },
});

createServer(async (request, response) => {
  if (request.method === 'POST') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { sessionId, step } = JSON.parse(Buffer.concat(chunks).toString());
    holds.set(sessionId, step);
  }
  response.end(JSON.stringify(Object.fromEntries(held)));
}).listen(Number(process.env.HELD_CONTROL_PORT), '127.0.0.1');
