import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoToken, startChat } from '../e2e/chat-client.js';
import { freePort } from '../helpers/processes.js';
import { ROOT } from '../source-files.js';

const PROJECT = `switchboard-test-${process.pid}`;
let port = 0;

function compose(...args: string[]): string {
  const env = { ...process.env, SUPERVISOR_PORT: String(port), MODEL_PROVIDER: 'local' };
  return execFileSync('docker', ['compose', '-p', PROJECT, ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

beforeAll(async () => {
  port = await freePort();
  compose('up', '--build', '--detach', '--wait');
});
afterAll(() => {
  compose('down', '--volumes', '--rmi', 'local');
});

describe('the containers', () => {
  const url = (): string => `http://127.0.0.1:${port}`;

  it('answer a message for two agents, with citations', async () => {
    const chat = await startChat(url(), await demoToken(url(), 'C1001'));
    const events = await chat.say(
      'Where is order SB-100002, and my robot vacuum does not charge, what can I do?',
    );
    expect(events.at(-1)).toMatchObject({
      type: 'turn-end',
      missing: [],
      outcomes: [{ status: 'answered' }, { status: 'answered' }],
    });
    expect(events.some(({ type }) => type === 'citation')).toBe(true);
  });

  it('run as an ordinary user', () => {
    for (const service of ['supervisor', 'troubleshooting']) {
      expect(compose('exec', '-T', service, 'id', '-un').trim()).toBe('node');
    }
  });

  it('name the gap when one of them is stopped', async () => {
    compose('stop', '--timeout', '1', 'troubleshooting');
    const chat = await startChat(url(), await demoToken(url(), 'C1001'));
    const events = await chat.say(
      'Where is order SB-100002, and my robot vacuum does not charge, what can I do?',
    );
    expect(events.at(-1)).toMatchObject({
      outcomes: [{ status: 'answered' }, { status: 'failed' }],
      missing: [{ agent: 'troubleshooting' }],
    });
  });
});
