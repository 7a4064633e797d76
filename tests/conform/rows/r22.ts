import { sleep } from '../../../platform/resilience/sleep.js';
import { freePort, startProcesses } from '../../helpers/processes.js';
import { bedrockSettings } from '../harness/bedrock-world.js';
import { usePostgres } from '../harness/postgres.js';
import { startTcpProxy } from '../harness/tcp-proxy.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const LIVE_WITHIN_MILLISECONDS = 50;
const NOT_READY_WITHIN_MILLISECONDS = 2_000;

interface Probe {
  status: number;
  milliseconds: number;
}

/** The database first refuses and then hangs, and nobody listens where Bedrock should be. */
export const row: ConformanceRow = {
  id: 'R22',
  promise: 'whether a process lives depends on nothing else, whether it is ready does',
  async run(context) {
    const { url } = await usePostgres(context);
    const through = new URL(url);
    const proxy = await startTcpProxy(Number(through.port || 5432), through.hostname);
    context.defer(() => proxy.close());
    [through.hostname, through.port] = ['127.0.0.1', String(proxy.port)];
    const bedrock = bedrockSettings(`http://127.0.0.1:${await freePort()}`);
    const settings = { DATABASE_URL: through.href, ...bedrock, LOG_LEVEL: 'fatal' };
    const names = ['order-management', 'supervisor'];
    const world = await startProcesses(names, settings);
    context.defer(() => world.close());
    const live: Probe[] = [];
    const notReady: Probe[] = [];
    const urls = () => Object.values(world.services).map((service) => service.url);
    const probeAll = async (rounds: number) => {
      for (let round = 0; round < rounds; round++) {
        for (const base of urls()) live.push(await probe(`${base}/livez`));
        const ready = urls().map((base) => probe(`${base}/readyz`));
        for (const base of urls()) live.push(await probe(`${base}/livez`));
        notReady.push(...(await Promise.all(ready)));
      }
    };
    const rounds = context.pick(10, 2);
    proxy.set('refuse');
    proxy.cut('reset');
    await sleep(100);
    await probeAll(rounds);
    // A process that starts now lives, and waits for the database before it says that it is ready.
    const late = world.launch('troubleshooting');
    await waitForStatus(`${late.url}/livez`, 200);
    await probeAll(rounds);
    proxy.set('none');
    const ready = await Promise.all(urls().map((base) => waitForStatus(`${base}/readyz`, 200)));
    proxy.set('stall');
    await probeAll(rounds);
    proxy.set('none');
    const again = await Promise.all(urls().map((base) => waitForStatus(`${base}/readyz`, 200)));
    const wrongLive = live.filter(({ status }) => status !== 200);
    const wrongReady = notReady.filter(({ status }) => status !== 503);
    context.say(`${live.length} live and ${notReady.length} ready probes`);
    return [
      exactly('/livez that were not 200', wrongLive.length, 0),
      atMost('slowest /livez (ms)', slowest(live), LIVE_WITHIN_MILLISECONDS),
      exactly('/readyz that were not 503 without the database', wrongReady.length, 0),
      atMost('slowest /readyz (ms)', slowest(notReady), NOT_READY_WITHIN_MILLISECONDS),
      atMost(
        'from the database back to ready (ms)',
        Math.max(...ready, ...again),
        NOT_READY_WITHIN_MILLISECONDS,
      ),
    ];
  },
};

async function probe(url: string): Promise<Probe> {
  const startedAt = performance.now();
  const response = await fetch(url);
  await response.arrayBuffer();
  return { status: response.status, milliseconds: performance.now() - startedAt };
}

function slowest(probes: readonly Probe[]): number {
  return Math.max(...probes.map(({ milliseconds }) => milliseconds));
}

/** How long it took; throws after a minute. */
async function waitForStatus(url: string, status: number): Promise<number> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < 60_000) {
    const seen = await probe(url).catch(() => undefined);
    if (seen?.status === status) return performance.now() - startedAt;
    await sleep(20);
  }
  throw new Error(`${url} did not become ${status}`);
}
