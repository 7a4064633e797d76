import { createServer } from 'node:net';
import type { Config } from '../platform/config.js';
import type { Finding } from '../platform/finding.js';

const PROBE_MS = 2_000;

/** Looks at every port: free, taken by the service that belongs there, or by something else. */
export async function* checkPorts({ host, ports }: Pick<Config, 'host' | 'ports'>): AsyncGenerator<Finding> {
  for (const [service, port] of Object.entries(ports)) {
    const check = `port of ${service}`;
    if (port === 0 || (await isFree(host, port)))
      yield { level: 'ok', check, told: port === 0 ? 'any' : `${port} is free` };
    else if ((await nameAt(host, port)) === service)
      yield { level: 'ok', check, told: `${port}, where it runs` };
    else {
      const setting = `${service.toUpperCase().replaceAll('-', '_')}_PORT`;
      yield {
        level: 'fail',
        check,
        told: `${port} is taken by something else`,
        todo: `stop that, or choose another ${setting}`,
      };
    }
  }
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}

async function nameAt(host: string, port: number): Promise<string | undefined> {
  const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const gone = new AbortController();
  const timer = setTimeout(() => gone.abort(), PROBE_MS);
  try {
    const response = await fetch(`http://${near.includes(':') ? `[${near}]` : near}:${port}/health`, {
      signal: gone.signal,
    });
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'name' in body ? String(body.name) : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
