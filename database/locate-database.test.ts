import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase } from './connect.js';
import { dataDirPaths, ensurePrivateFolder } from './embedded/data-dir.js';
import { acquireLock } from './embedded/lock-file.js';
import { locateDatabase } from './locate-database.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'switchboard-locate-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe('where the database is', () => {
  it('is the configured URL, told without user and password', async () => {
    const url = 'postgresql://shop:secret@db.internal:6432/switchboard?sslmode=require';
    const { address, description } = await locateDatabase({ url, dataDir });
    expect(address).toEqual({ url });
    expect(description).toBe('PostgreSQL at db.internal:6432/switchboard');
  });

  it('is nowhere when nobody runs the embedded one, and says what to run', async () => {
    await expect(locateDatabase({ url: undefined, dataDir })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/npm start.*npm run database/),
    });
  });

  it('is the socket in the lock file, once somebody listens on it', async () => {
    const { lock, socket } = dataDirPaths(dataDir);
    await ensurePrivateFolder(dirname(socket));
    const held = await acquireLock(lock, socket);
    const located = locateDatabase({ url: undefined, dataDir });
    await sleep(150);
    const server = createServer((connection) => connection.end()).listen(socket);
    expect(await located).toMatchObject({
      address: { socketPath: socket },
      description: expect.stringContaining(`process ${process.pid}`),
    });
    await new Promise((resolve) => server.close(resolve));
    await held.release();
  });

  it('is given up when the owner does not listen in time', async () => {
    const { lock, socket } = dataDirPaths(dataDir);
    const held = await acquireLock(lock, socket);
    await expect(locateDatabase({ url: undefined, dataDir, waitMs: 120 })).rejects.toThrow(
      /does not listen yet/,
    );
    await held.release();
  });
});

describe('connecting a service', () => {
  it('does not wait for a server that is away: that is what readiness tells', async () => {
    const settings = { database: { url: 'postgresql://a:b@127.0.0.1:1/none', poolSize: 2 }, dataDir };
    const logger = { warn: () => undefined };
    const database = await connectDatabase(settings, { role: 'switchboard_troubleshooting', logger });
    expect(database.description).toBe('PostgreSQL at 127.0.0.1:1/none');
    await expect(database.ping()).rejects.toMatchObject({ code: 'unavailable' });
    await database.close();
  });
});
