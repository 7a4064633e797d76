import { parseArgs } from 'node:util';
import { Id } from '../../contract/ids.js';
import { StaffRole } from '../../contract/staff.js';
import { type Config, loadConfig } from '../config.js';
import { ConfigError } from '../config-error.js';
import { runMain } from '../run-main.js';
import { signCustomerToken } from './customer-token.js';
import { signSessionToken } from './session-token.js';
import { signStaffToken } from './staff-token.js';

const USAGE =
  'npm run token -- --customer C1001 [--level verified|step-up] [--audience order-management], or --staff S1 --role agent|approver|admin';
const HOUR = 3_600;

interface Arguments {
  customer?: string;
  level?: string;
  audience?: string;
  staff?: string;
  role?: string;
}

await runMain(async () => {
  const values = readArguments();
  const sign = values.staff === undefined ? customerSigner(values) : staffSigner(values);
  process.stdout.write(`${await sign(loadConfig())}\n`);
});

function customerSigner({ customer, level = 'verified', audience, role }: Arguments) {
  const id = Id.safeParse(customer);
  if (!id.success || role !== undefined || (level !== 'verified' && level !== 'step-up')) {
    throw usageError('--customer');
  }
  const customerId = id.data;
  return (config: Config): Promise<string> =>
    audience === undefined
      ? signCustomerToken(config.customerTokenSecret, { customerId, level, expiresInSeconds: HOUR })
      : signSessionToken(config.sessionTokenSecret, {
          identity: { level, customerId },
          sessionId: 'command-line',
          turnId: 'command-line',
          audience,
          expiresInSeconds: HOUR,
        });
}

function staffSigner({ staff, role, customer, level, audience }: Arguments) {
  const staffId = Id.safeParse(staff);
  const known = StaffRole.safeParse(role);
  const isMixed = customer !== undefined || level !== undefined || audience !== undefined;
  if (!staffId.success || !known.success || isMixed) throw usageError('--staff');
  const grant = { staffId: staffId.data, role: known.data, expiresInSeconds: HOUR };
  return (config: Config): Promise<string> => signStaffToken(config.staffTokenSecret, grant);
}

function readArguments(): Arguments {
  try {
    const text = { type: 'string' } as const;
    const options = { customer: text, level: text, audience: text, staff: text, role: text };
    return { ...parseArgs({ options }).values };
  } catch {
    throw usageError('arguments');
  }
}

function usageError(setting: string): ConfigError {
  return new ConfigError([{ setting, message: USAGE }]);
}
