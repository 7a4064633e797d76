import type { Logger } from './telemetry/logger.js';

type Close = () => Promise<void>;

/** What a process is to this module; the real one in production. */
export interface ProcessSignals {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(code: number): void;
}

const closers = new Map<ProcessSignals, Close[]>();

/**
 * Runs `close` when the process is told to stop, then exits. There is one handler a process however often this is
 * called; what was registered last is closed first. A second signal exits at once.
 */
export function onShutdown(close: Close, logger: Logger, signals: ProcessSignals = process): void {
  const registered = closers.get(signals);
  if (registered) {
    registered.push(close);
    return;
  }
  const all = [close];
  closers.set(signals, all);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) {
      signals.exit(1);
      return;
    }
    stopping = true;
    logger.info({ signal }, 'stopping');
    void closeAll(all, logger).then((failed) => {
      logger.info('stopped');
      signals.exit(failed ? 1 : 0);
    });
  };
  signals.on('SIGTERM', () => stop('SIGTERM'));
  signals.on('SIGINT', () => stop('SIGINT'));
}

async function closeAll(all: Close[], logger: Logger): Promise<boolean> {
  let failed = false;
  for (const close of [...all].reverse()) {
    try {
      await close();
    } catch (error) {
      failed = true;
      logger.error({ error }, 'could not stop cleanly');
    }
  }
  return failed;
}
