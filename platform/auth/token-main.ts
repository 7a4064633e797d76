import { parseArgs } from 'node:util';
import { Id } from '../../contract/ids.js';
import { loadConfig } from '../config.js';
import { ConfigError } from '../config-error.js';
import { runMain } from '../run-main.js';
import { signCustomerToken } from './customer-token.js';
import { signSessionToken } from './session-token.js';

const USAGE = 'npm run token -- --customer C1001 [--level verified|step-up] [--audience order-management]';
const HOUR = 3_600;

await runMain(async () => {
  const values = readArguments();
  const { customer, level = 'verified', audience } = values;
  if (
    !Id.safeParse(customer).success ||
    customer === undefined ||
    (level !== 'verified' && level !== 'step-up')
  ) {
    throw new ConfigError([{ setting: '--customer', message: USAGE }]);
  }
  const config = loadConfig();
  const token =
    audience === undefined
      ? await signCustomerToken(config.customerTokenSecret, {
          customerId: customer,
          level,
          expiresInSeconds: HOUR,
        })
      : await signSessionToken(config.sessionTokenSecret, {
          identity: { level, customerId: customer },
          sessionId: 'command-line',
          turnId: 'command-line',
          audience,
          expiresInSeconds: HOUR,
        });
  process.stdout.write(`${token}\n`);
});

function readArguments(): { customer?: string; level?: string; audience?: string } {
  try {
    const text = { type: 'string' } as const;
    return { ...parseArgs({ options: { customer: text, level: text, audience: text } }).values };
  } catch {
    throw new ConfigError([{ setting: 'arguments', message: USAGE }]);
  }
}
