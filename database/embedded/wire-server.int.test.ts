import { createConnection, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createPool } from '../pool.js';
import { openTestServer, type TestServer } from './testing/open-test-server.js';
import { buildMessage, buildQuery } from './wire-messages.js';

let server: TestServer;
let pool: pg.Pool;
const IDLE_MS = 400;

beforeAll(async () => {
  server = await openTestServer({ idleTransactionMs: IDLE_MS });
  pool = createPool({ address: { socketPath: server.socketPath }, size: 5 });
  await pool.query('create table counters (id int primary key, value int not null)');
  await pool.query('insert into counters select g, 0 from generate_series(1, 5) g');
  await pool.query('create table notes (text text)');
});
afterAll(async () => {
  await pool.end();
  await server.close();
});

const connect = async () => {
  const client = new pg.Client({
    host: server.socketPath.replace('/.s.PGSQL.5432', ''),
    user: 'x',
    password: 'x',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};
const notes = async () =>
  (await pool.query<{ text: string }>('select text from notes order by text')).rows.map((row) => row.text);

describe('many clients of one backend', () => {
  it('count exactly: transactions, errors and parameters mixed over three pools', async () => {
    const pools = [3, 4, 5].map((size) =>
      createPool({ address: { socketPath: server.socketPath }, size, connectTimeoutMs: 60_000 }),
    );
    const bump = async (index: number) => {
      const client = await (pools[index % 3] ?? pool).connect();
      try {
        await client.query('begin');
        const id = 1 + (index % 5);
        const { rows } = await client.query('select value from counters where id = $1', [id]);
        await client.query('update counters set value = $1 where id = $2', [rows[0].value + 1, id]);
        if (index % 7 === 0) await client.query('select no_such_column from counters');
        await client.query('commit');
        return 1;
      } catch {
        await client.query('rollback');
        return 0;
      } finally {
        client.release();
      }
    };
    const single = async (index: number) => {
      const { rows } = await (pools[index % 3] ?? pool).query('select $1::int + $2::int as sum', [index, 1]);
      expect(rows).toEqual([{ sum: index + 1 }]);
      return 0;
    };
    const broken = async (index: number) =>
      expect((pools[index % 3] ?? pool).query('select 1 / $1::int', [0]))
        .rejects.toThrow(/division by zero/)
        .then(() => 0);
    const work = Array.from({ length: 240 }, (_, index) => [bump, single, broken][index % 3]?.(index) ?? 0);
    const bumped = (await Promise.all(work)).reduce<number>((sum, one) => sum + one, 0);
    const { rows } = await pool.query('select sum(value)::int as sum from counters');
    expect(bumped).toBeGreaterThan(40);
    expect(rows).toEqual([{ sum: bumped }]);
    await Promise.all(pools.map((one) => one.end()));
  });

  it('do not see an open transaction of another, and wait for it', async () => {
    const writer = await connect();
    await writer.query("begin; insert into notes values ('draft')");
    const order: string[] = [];
    const reader = notes().then((found) => {
      order.push('read');
      return found;
    });
    await sleep(50);
    order.push('rolled back');
    await writer.query('rollback');
    expect(await reader).not.toContain('draft');
    expect(order).toEqual(['rolled back', 'read']);
    await writer.end();
  });

  it('may use the same names for prepared statements, and leave none behind', async () => {
    const [first, second] = await Promise.all([connect(), connect()]);
    const ask = (client: pg.Client, sum: string) =>
      client.query({ name: 'same', text: `select ${sum} as answer` });
    expect((await ask(first, '1 + 1')).rows).toEqual([{ answer: 2 }]);
    expect((await ask(second, '2 + 2')).rows).toEqual([{ answer: 4 }]);
    expect((await ask(first, '1 + 1')).rows).toEqual([{ answer: 2 }]);
    await Promise.all([first.end(), second.end()]);
    await expect
      .poll(() => pool.query('select name from pg_prepared_statements').then(({ rows }) => rows))
      .toEqual([]);
  });

  it('inherit no role and no setting from one that left', async () => {
    const client = await connect();
    await client.query("set role pg_monitor; set app.customer_id = 'C1'");
    await client.end();
    const session = () =>
      pool
        .query(
          "select current_user as role, coalesce(current_setting('app.customer_id', true), '') as customer",
        )
        .then(({ rows }) => rows[0]);
    await expect.poll(session).toEqual({ role: 'postgres', customer: '' });
  });

  it('are refused COPY FROM STDIN, which would stop the engine, and go on', async () => {
    await expect(pool.query('copy notes from stdin')).rejects.toThrow(/use INSERT/);
    await expect(pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
  });

  it('get large results whole, and send large parameters', async () => {
    const large = 'x'.repeat(3_000_000);
    const { rows } = await pool.query('select length($1) as length, repeat($2, 5000000) as text', [
      large,
      'y',
    ]);
    expect(rows[0].length).toBe(3_000_000);
    expect(rows[0].text).toHaveLength(5_000_000);
    const many = await pool.query('select g, md5(g::text) from generate_series(1, 50000) g');
    expect(many.rows).toHaveLength(50_000);
  });
});

const BackendKey = z.object({ processID: z.number(), secretKey: z.number() });

describe('a client that leaves or stalls', () => {
  it('is rolled back when its socket breaks in the middle of a transaction', async () => {
    const client = await connect();
    await client.query("begin; insert into notes values ('orphan')");
    breakSocket(client);
    expect(await notes()).not.toContain('orphan');
  });

  it('is rolled back and disconnected when its transaction idles, and the others go on', async () => {
    const client = await connect();
    const errors: (string | undefined)[] = [];
    client.on('error', (error) => errors.push('code' in error ? String(error.code) : undefined));
    await client.query("begin; insert into notes values ('idle')");
    const before = Date.now();
    expect(await notes()).not.toContain('idle');
    expect(Date.now() - before).toBeGreaterThan(IDLE_MS / 2);
    await expect.poll(() => errors).toContain('25P03');
  });

  it('keeps a transaction that works, however long it takes in all', async () => {
    const client = await connect();
    await client.query('begin');
    for (let step = 0; step < 6; step += 1) {
      await sleep(IDLE_MS / 4);
      await client.query('insert into notes values ($1)', [`step ${step}`]);
    }
    await client.query('commit');
    expect(await notes()).toContain('step 5');
    await client.end();
  });

  it('gives up its place when it goes while it waits', async () => {
    const holder = await connect();
    await holder.query('begin');
    const waiting = await connect();
    const lost = waiting.query("insert into notes values ('gone')").catch((error: Error) => error.message);
    await sleep(30);
    breakSocket(waiting);
    await lost;
    await holder.query('rollback');
    expect(await notes()).not.toContain('gone');
    await holder.end();
  });
});

describe('the protocol around queries', () => {
  /** Sends raw bytes and collects everything until the server closes. */
  const talk = (bytes: Buffer) =>
    new Promise<Buffer>((resolve) => {
      const chunks: Buffer[] = [];
      const socket = createConnection(server.socketPath, () => socket.write(bytes));
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('close', () => resolve(Buffer.concat(chunks)));
    });
  const startup = (code: number, rest = Buffer.from('user\0x\0\0')) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + rest.length, 0);
    head.writeUInt32BE(code, 4);
    return Buffer.concat([head, rest]);
  };

  it('refuses encryption politely and then serves in the clear', async () => {
    const answer = await talk(
      Buffer.concat([
        startup(80_877_103, Buffer.alloc(0)),
        startup(196_608),
        buildQuery("select 'hello'"),
        buildMessage('X'),
      ]),
    );
    expect(answer.toString('latin1', 0, 1)).toBe('N');
    expect(answer.includes('hello')).toBe(true);
  });

  it('offers version 3.0 to a client that asks for a newer one', async () => {
    const answer = await talk(Buffer.concat([startup(196_610), buildMessage('X')]));
    expect(answer.toString('latin1', 0, 1)).toBe('v');
  });

  it('closes a connection that does not speak the protocol', async () => {
    expect((await talk(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))).toString()).toContain('08P01');
  });

  it('skips messages up to Sync after an error that a Flush brought to light', async () => {
    const parse = (sql: string) => buildMessage('P', Buffer.from(`\0${sql}\0\0\0`));
    const insert = parse("insert into notes values ('skipped')");
    const bind = buildMessage('B', Buffer.alloc(8));
    const execute = buildMessage('E', Buffer.alloc(5));
    const answer = await talk(
      Buffer.concat([
        startup(196_608),
        parse('select broken'),
        buildMessage('H'),
        insert,
        bind,
        execute,
        buildMessage('H'),
        buildMessage('S'),
        buildQuery("select 'still here'"),
        buildMessage('X'),
      ]),
    );
    expect(answer.includes('42703')).toBe(true);
    expect(answer.includes('still here')).toBe(true);
    expect(await notes()).not.toContain('skipped');
  });

  it('cancels a query that waits for its turn, and only with the right key', async () => {
    const holder = await connect();
    await holder.query('begin');
    const waiting = await connect();
    const answer = waiting.query('select 1').then(
      () => 'ran',
      (error: pg.DatabaseError) => error.code,
    );
    await sleep(30);
    const { processID, secretKey } = BackendKey.parse(waiting);
    const cancel = (secret: number) => {
      const key = Buffer.alloc(8);
      key.writeUInt32BE(processID, 0);
      key.writeUInt32BE(secret >>> 0, 4);
      return talk(startup(80_877_102, key));
    };
    await cancel(secretKey + 1);
    await cancel(secretKey);
    expect(await answer).toBe('57014');
    await holder.query('rollback');
    expect((await waiting.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
    await Promise.all([holder.end(), waiting.end()]);
  });
});

describe('closing the server', () => {
  it('rolls back what is open, ends every client and removes its socket', async () => {
    const own = await openTestServer();
    const client = new pg.Client({
      host: own.socketPath.replace('/.s.PGSQL.5432', ''),
      user: 'x',
      password: 'x',
    });
    const ended = new Promise<void>((resolve) => client.on('end', () => resolve()));
    client.on('error', () => undefined);
    await client.connect();
    await client.query('begin');
    await own.close();
    await ended;
    await expect(createPool({ address: { socketPath: own.socketPath } }).query('select 1')).rejects.toThrow();
  });
});

/** Destroys the driver's own socket: as if the process had died. */
function breakSocket(client: pg.Client): void {
  const connection: unknown = Reflect.get(client, 'connection');
  z.object({ stream: z.instanceof(Socket) })
    .parse(connection)
    .stream.destroy();
}
