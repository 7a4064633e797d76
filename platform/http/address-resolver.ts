import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError } from '../errors.js';

/** All addresses of a host name, of a service with several replicas one each; rejects with `unavailable` when there are none. */
export type ResolveAddresses = (hostname: string) => Promise<readonly string[]>;

/** How long names are remembered, and how they are looked up; both are for tests. */
export interface AddressResolverOptions {
  refreshMs?: number;
  timeoutMs?: number;
  find?: (hostname: string) => Promise<readonly string[]>;
  now?: () => number;
}

interface Known {
  addresses: readonly string[];
  until: number;
}

/**
 * Looks names up and remembers them for a few seconds. A name that is known is answered at once and looked up again
 * beside; while that does not work, what was known holds. An address stands for itself.
 */
export function createAddressResolver(options: AddressResolverOptions = {}): ResolveAddresses {
  const { refreshMs = 5_000, timeoutMs = 2_000, find = findAll, now = () => performance.now() } = options;
  const known = new Map<string, Known>();
  const running = new Map<string, Promise<readonly string[]>>();

  const refresh = (hostname: string): Promise<readonly string[]> => {
    const asked = running.get(hostname);
    if (asked !== undefined) return asked;
    const finding = find(hostname)
      .then((addresses) => {
        if (addresses.length === 0) throw new Error(`${hostname} has no address`);
        const unique = [...new Set(addresses)];
        known.set(hostname, { addresses: unique, until: now() + refreshMs });
        return unique;
      })
      .finally(() => running.delete(hostname));
    running.set(hostname, finding);
    finding.catch(() => undefined);
    return finding;
  };

  return async (hostname) => {
    const literal = hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0) return [literal];
    const remembered = known.get(hostname);
    if (remembered !== undefined) {
      if (remembered.until <= now()) void refresh(hostname).catch(() => undefined);
      return remembered.addresses;
    }
    try {
      return await inTime(refresh(hostname), timeoutMs);
    } catch (cause) {
      throw new AppError('unavailable', 'A service cannot be found.', { cause, retryAfterSeconds: 1 });
    }
  };
}

async function findAll(hostname: string): Promise<readonly string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}

/** A look-up cannot be called off; this one is waited for no longer. */
function inTime<T>(result: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the look-up took too long')), milliseconds);
    result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
