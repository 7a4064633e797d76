import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createPool, type DatabaseAddress } from './pool.js';

/** Short messages between processes, by the database that they share. One may be lost: they are to be no more than hints. */
export interface Signals {
  /** Tells all other processes; a database that does not answer is not an error. */
  send(text: string): void;
  /** Every message of another process goes to every listener. */
  hear(listener: (text: string) => void): void;
  close(): Promise<void>;
}

/** What signals need of a pool of connections. */
export interface SignalPool {
  connect(): Promise<SignalConnection>;
  end(): Promise<void>;
}

interface SignalConnection {
  on(event: 'error', heard: (error: Error) => void): unknown;
  on(event: 'notification', heard: (message: { payload?: string | undefined }) => void): unknown;
  query(text: string): Promise<unknown>;
  release(destroy: boolean): void;
}

const AGAIN_MILLISECONDS = 1_000;

/**
 * Signals over LISTEN and NOTIFY, on a connection of their own that is opened again when it breaks. They carry no data and
 * read no table, so they need no role. Behind a pooler that lends connections by the transaction they are never heard.
 */
export function createSignals(options: {
  address: DatabaseAddress;
  pool: pg.Pool;
  channel: string;
  onError?: (error: Error) => void;
  /** Where the one connection comes from; a test may break it. */
  own?: SignalPool;
}): Signals {
  const { address, pool, channel, onError = () => {} } = options;
  const self = randomUUID();
  const listeners = new Set<(text: string) => void>();
  const own: SignalPool = options.own ?? createPool({ address, size: 1, onIdleError: onError });
  let closed = false;
  let hangUp = (): void => {};
  let retry: NodeJS.Timeout | undefined;

  const listen = async (): Promise<void> => {
    const client = await own.connect();
    if (closed) return client.release(true);
    let isOver = false;
    const leave = (): void => {
      if (!isOver) client.release(true);
      isOver = true;
    };
    // One break may show as several errors, and as the failure of the statement too: it is made good once.
    const lose = (error: Error): void => {
      if (!isOver) again();
      leave();
      onError(error);
    };
    hangUp = leave;
    client.on('notification', ({ payload = '' }) => {
      const [sender, text = ''] = payload.split(' ', 2);
      if (sender === self) return;
      for (const listener of listeners) listener(text);
    });
    client.on('error', lose);
    await client.query(`listen ${pg.escapeIdentifier(channel)}`).catch(lose);
  };
  const again = (): void => {
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(() => listen().catch(again), AGAIN_MILLISECONDS);
    retry.unref();
  };
  let listening = listen().catch(again);

  return {
    send(text) {
      listening = listening.then(() =>
        pool.query('select pg_notify($1, $2)', [channel, `${self} ${text}`]).then(
          () => {},
          () => {},
        ),
      );
    },
    hear: (listener) => void listeners.add(listener),
    async close() {
      closed = true;
      clearTimeout(retry);
      await listening;
      hangUp();
      await own.end();
    },
  };
}
