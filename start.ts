import { loadAgent } from './agents/load-agent.js';
import { AGENT_CARDS } from './agents/registry.js';
import { loadConfig } from './platform/config.js';
import { AppError } from './platform/errors.js';
import { onShutdown } from './platform/process-signals.js';
import { runMain } from './platform/run-main.js';
import { createLogger } from './platform/telemetry/logger.js';
import { startSwitchboard } from './start-switchboard.js';
import { policyProblems } from './tools/parse-policy.js';

const KNOWN = ['supervisor', ...AGENT_CARDS.map(({ id }) => id)];

/** `npm start`: all services in one process; `npm start -- NAME ...`: only those, over a database that runs already. */
await runMain(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) {
    throw new AppError('bad-request', `There is no service "${unknown}". Name some of: ${KNOWN.join(', ')}.`);
  }
  const config = loadConfig(undefined, 'supervisor', policyProblems);
  const logger = createLogger({ name: 'switchboard', ...config.log });
  const switchboard = await startSwitchboard({ config, logger, services: wanted, loadAgent });
  onShutdown(() => switchboard.close(), logger);
  process.stdout.write(switchboard.banner);
});
