import { spawnSync } from 'node:child_process';
import type { Carrier } from './carrier.js';
import { createToolCarrier } from './carry-by-tools.js';
import { createHttpCarrier, type Sending } from './carry-over-http.js';
import { RecordedWorld } from './recorded-world.js';
import { Replay } from './replay.js';
import { type Answer, RetailCalls } from './retail-calls.js';
import { openRetailDatabase } from './retail-database.js';
import { WORLD_TIME } from './to-rows.js';

/** How the calls reach the tools, by `RETAIL_CARRIER`: the tools themselves, or the agents' services over HTTP. */
const SENDINGS: Readonly<Record<string, Sending>> = { http: 'once', twice: 'twice', raced: 'raced' };

let opened: { replay: Replay; carrier: Carrier } | undefined;
let seconds = 0;

const now = (): Date => new Date(WORLD_TIME.getTime() + seconds * 1_000);

/** Puts the world back as it was in the beginning; the first time, loads it into a database of its own. */
export async function reset(initial: unknown): Promise<void> {
  seconds = 0;
  if (opened !== undefined) return opened.replay.reset();
  const retail = await openRetailDatabase(RecordedWorld.parse(initial));
  const { address } = retail.database;
  if ('url' in address) process.once('exit', () => dropDatabase(address.url));
  const tools = createToolCarrier(retail.database, now);
  const name = process.env.RETAIL_CARRIER ?? 'tools';
  const sending = SENDINGS[name];
  if (sending === undefined && name !== 'tools') throw new Error(`no carrier is called ${name}`);
  const carrier = sending === undefined ? tools : await createHttpCarrier(retail.database, now, sending);
  const replay = new Replay(new RetailCalls(retail, carrier, tools));
  opened = { replay, carrier };
  process.once('exit', () => {
    console.log(JSON.stringify({ carrier: name, ...carrier.counts(), quirks: replay.quirks }));
  });
}

/** Runs one recorded call on our own tools. A fault of ours fails its step, and the others are still compared. */
export async function callTool(name: string, args: unknown): Promise<Answer> {
  seconds += 1;
  try {
    return await required().call(name, args);
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    return { ok: false, code: 'fault' };
  }
}

/** The world as our database has it now, in the words of the recorded one. */
export function exportState(): Promise<RecordedWorld> {
  return required().exportWorld();
}

function required(): Replay {
  if (opened === undefined) throw new Error('reset comes first');
  return opened.replay;
}

/** The process is ended by whoever compares, so nothing asynchronous can follow. */
function dropDatabase(url: string): void {
  const program = `
    const { default: pg } = await import('pg');
    const url = new URL(process.argv[1]);
    const name = url.pathname.slice(1);
    url.pathname = '/postgres';
    const client = new pg.Client(url.href);
    await client.connect();
    await client.query('drop database if exists "' + name + '" with (force)');
    await client.end();`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program, url]);
  if (status !== 0) console.error(`the database of the comparison is left behind: ${stderr}`);
}
