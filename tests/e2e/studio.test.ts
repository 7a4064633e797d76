import { type ChildProcess, spawn } from 'node:child_process';
import { Client } from '@langchain/langgraph-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freePort, waitFor } from '../helpers/processes.js';
import { ROOT } from '../source-files.js';
import { openWorld, SECRET, type TestWorld } from './open-world.js';

const Update = z.record(z.string(), z.object({ answer: z.string().optional() }));
const START_MILLISECONDS = 60_000;

let world: TestWorld;
let studio: ChildProcess;
let client: Client;

beforeAll(async () => {
  world = await openWorld();
  const port = await freePort();
  studio = spawn(
    process.execPath,
    [
      'node_modules/.bin/langgraphjs',
      'dev',
      '--no-browser',
      '--no-reload',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
    ],
    { cwd: ROOT, env: { ...process.env, ...settings(world) }, stdio: 'ignore', detached: true },
  );
  const apiUrl = `http://127.0.0.1:${port}`;
  await waitFor('the Studio server', async () => (await fetch(`${apiUrl}/ok`)).ok);
  client = new Client({ apiUrl });
}, START_MILLISECONDS * 2);

afterAll(async () => {
  // The command line starts a server of its own: the whole group has to go.
  if (studio.pid !== undefined) process.kill(-studio.pid, 'SIGKILL');
  await world.close();
});

describe('LangGraph Studio', () => {
  it('loads the graph, runs a turn against the running agents and shows each node', async () => {
    const thread = await client.threads.create();
    const run = client.runs.stream(thread.thread_id, 'supervisor', {
      input: { message: 'Where is my order SB-100002?' },
      config: { configurable: { customerId: 'C1001' } },
      streamMode: ['updates', 'custom'],
    });
    const nodes: string[] = [];
    let answer = '';
    for await (const { event, data } of run) {
      if (event !== 'updates') continue;
      const update = Update.parse(data);
      nodes.push(...Object.keys(update));
      answer = update.respond?.answer ?? answer;
    }
    expect(nodes).toEqual(['understand', 'delegate', 'respond']);
    expect(answer).toContain('SB-100002');
  });

  it('names an agent that is down instead of failing the run', async () => {
    await world.stopAgent('order-management');
    const thread = await client.threads.create();
    const state = await client.runs.wait(thread.thread_id, 'supervisor', {
      input: { message: 'Where is my order SB-100002?' },
      config: { configurable: { customerId: 'C1001' } },
    });
    expect(JSON.stringify(state)).toContain('I could not get the part about your orders');
  });

  it('draws the graph', async () => {
    const { nodes } = await client.assistants.getGraph('supervisor');
    expect(nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(['understand', 'delegate', 'respond']));
  });
});

function settings({ agents }: TestWorld): Record<string, string> {
  const urls = Object.entries(agents).map(([id, url]) => [
    `${id.toUpperCase().replaceAll('-', '_')}_URL`,
    url,
  ]);
  return {
    ...Object.fromEntries(urls),
    SESSION_TOKEN_SECRET: SECRET,
    CUSTOMER_TOKEN_SECRET: SECRET,
    MODEL_PROVIDER: 'local',
  };
}
