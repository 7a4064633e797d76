import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLoopback, loadConfig } from './config.js';
import { ConfigError } from './config-error.js';
import { Settings } from './settings.js';

const SESSION_SECRET = 'session-secret-of-at-least-32-characters';
const CUSTOMER_SECRET = 'customer-secret-of-at-least-32-characters';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'switchboard-config-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function problemsOf(environment: NodeJS.ProcessEnv, role?: 'supervisor' | 'agent'): string {
  try {
    loadConfig(environment, role);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('the configuration was accepted');
}

describe('loadConfig', () => {
  it('runs on one machine with nothing set: local model, embedded database, demo login', () => {
    const config = loadConfig({ DATA_DIR: dataDir });
    expect(config).toMatchObject({
      environment: 'development',
      host: '127.0.0.1',
      database: { url: undefined, poolSize: 10, tls: undefined },
      model: { provider: 'local', embedder: 'local', timeoutMs: 20_000 },
      demoLogin: true,
      corsOrigins: [],
      bodyLimitBytes: 65_536,
    });
    expect(config.ports).toEqual({
      supervisor: 8080,
      'order-management': 8081,
      'product-recommendation': 8082,
      troubleshooting: 8083,
      personalization: 8084,
    });
    expect(config.agentUrls.troubleshooting).toBe('http://127.0.0.1:8083');
  });

  it('shares its own secrets between processes on one machine, readable by their owner alone', () => {
    const first = loadConfig({ DATA_DIR: dataDir });
    const second = loadConfig({ DATA_DIR: dataDir });
    expect(second.sessionTokenSecret).toBe(first.sessionTokenSecret);
    expect(second.customerTokenSecret).toBe(first.customerTokenSecret);
    expect(first.customerTokenSecret).not.toBe(first.sessionTokenSecret);
    expect(second.staffTokenSecret).toBe(first.staffTokenSecret);
    expect([first.customerTokenSecret, first.sessionTokenSecret]).not.toContain(first.staffTokenSecret);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('demands secrets where others could reach it', () => {
    for (const open of [{ HOST: '0.0.0.0' }, { NODE_ENV: 'production' }]) {
      const message = problemsOf({ ...open, DATA_DIR: dataDir });
      expect(message).toContain('SESSION_TOKEN_SECRET: is required');
      expect(message).toContain('CUSTOMER_TOKEN_SECRET: is required');
    }
  });

  it('does not ask an agent for the secret of the customers', () => {
    const environment = { HOST: '0.0.0.0', SESSION_TOKEN_SECRET: SESSION_SECRET };
    expect(problemsOf(environment)).not.toContain('SESSION_TOKEN_SECRET: is');
    const agent = loadConfig(environment, 'agent');
    expect(agent.sessionTokenSecret).toBe(SESSION_SECRET);
    expect(agent.customerTokenSecret).not.toBe(loadConfig(environment, 'agent').customerTokenSecret);
  });

  it('makes nobody staff where others could reach it and no secret is set', () => {
    const environment = {
      HOST: '0.0.0.0',
      SESSION_TOKEN_SECRET: SESSION_SECRET,
      CUSTOMER_TOKEN_SECRET: CUSTOMER_SECRET,
    };
    expect(loadConfig(environment).staffTokenSecret).not.toBe(loadConfig(environment).staffTokenSecret);
    const STAFF_TOKEN_SECRET = 'f'.repeat(40);
    expect(loadConfig({ ...environment, STAFF_TOKEN_SECRET }).staffTokenSecret).toBe(STAFF_TOKEN_SECRET);
    const agent = loadConfig({ DATA_DIR: dataDir }, 'agent');
    expect(agent.staffTokenSecret).not.toBe(loadConfig({ DATA_DIR: dataDir }).staffTokenSecret);
  });

  it('knows who sends one-time codes', () => {
    expect(loadConfig({ DATA_DIR: dataDir }).codeSender).toBeUndefined();
    const url = 'https://post.example.test/codes';
    const config = loadConfig({ DATA_DIR: dataDir, CODE_SENDER_URL: url, CODE_SENDER_TOKEN: 'hunter2' });
    expect(config.codeSender).toEqual({ url, token: 'hunter2' });
  });

  it('tells everything that is wrong at once, one line a setting, without the values', () => {
    const message = problemsOf({
      SUPERVISOR_PORT: 'eighty',
      DATABASE_URL: 'mysql://root:hunter2@db/app',
      SESSION_TOKEN_SECRET: 'short',
      LOG_LEVEL: 'loud',
    });
    for (const setting of ['SUPERVISOR_PORT', 'DATABASE_URL', 'SESSION_TOKEN_SECRET', 'LOG_LEVEL']) {
      expect(message).toMatch(new RegExp(`^ {2}${setting}: `, 'm'));
    }
    expect(message).toContain('openssl rand -hex 32');
    expect(message).not.toContain('hunter2');
  });

  it('takes the key set of a login with its issuer and audience, and no part of the three alone', () => {
    const all = {
      CUSTOMER_JWKS_URL: 'https://login.example.test/keys',
      CUSTOMER_TOKEN_ISSUER: 'https://login.example.test',
      CUSTOMER_TOKEN_AUDIENCE: 'support',
    };
    const [url, issuer, audience] = Object.values(all);
    expect(loadConfig({ DATA_DIR: dataDir, ...all }).customerKeySet).toEqual({ url, issuer, audience });
    expect(loadConfig({ DATA_DIR: dataDir }).customerKeySet).toBeUndefined();
    for (const set of [1, 2, 3, 4, 5, 6]) {
      const names = Object.keys(all).filter((_, index) => (set & (1 << index)) !== 0);
      const some = Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
      const message = problemsOf({ DATA_DIR: dataDir, ...some });
      for (const name of Object.keys(all)) {
        const line = `${name}: goes with CUSTOMER_JWKS_URL, CUSTOMER_TOKEN_ISSUER, CUSTOMER_TOKEN_AUDIENCE`;
        expect(message.includes(line), `${names} without ${name}`).toBe(!names.includes(name));
      }
    }
  });

  it('refuses one port for two services, but not port 0', () => {
    expect(problemsOf({ DATA_DIR: dataDir, TROUBLESHOOTING_PORT: '8080' })).toContain(
      'TROUBLESHOOTING_PORT: is 8080, which SUPERVISOR_PORT uses already',
    );
    const anyPort = { SUPERVISOR_PORT: '0', TROUBLESHOOTING_PORT: '0', DATA_DIR: dataDir };
    expect(loadConfig(anyPort).ports.supervisor).toBe(0);
  });

  it('reads an empty variable as one that is not set', () => {
    const config = loadConfig({ DATA_DIR: dataDir, DATABASE_URL: '', AWS_PROFILE: ' ', DEMO_LOGIN: '' });
    expect(config.database.url).toBeUndefined();
    expect(config.model.provider).toBe('local');
  });

  it('takes Bedrock when credentials are visible, unless told otherwise', () => {
    const keys = { AWS_ACCESS_KEY_ID: 'something', AWS_SECRET_ACCESS_KEY: 'else' };
    for (const credentials of [keys, { AWS_PROFILE: 'shop' }, { AWS_BEARER_TOKEN_BEDROCK: 'key' }]) {
      const environment = { DATA_DIR: dataDir, ...credentials };
      expect(loadConfig(environment).model).toMatchObject({ provider: 'bedrock', embedder: 'titan' });
      expect(loadConfig({ ...environment, MODEL_PROVIDER: 'local' }).model.provider).toBe('local');
    }
    expect(
      loadConfig({ DATA_DIR: dataDir, MODEL_PROVIDER: 'bedrock', EMBEDDER: 'local' }).model,
    ).toMatchObject({ provider: 'bedrock', embedder: 'local' });
  });

  it('offers the demo login only with the embedded database on loopback, unless told otherwise', () => {
    const database = { DATABASE_URL: 'postgresql://app@db/app', DATA_DIR: dataDir };
    expect(loadConfig(database).demoLogin).toBe(false);
    expect(loadConfig({ ...database, DEMO_LOGIN: 'on' }).demoLogin).toBe(true);
    const open = {
      HOST: '0.0.0.0',
      SESSION_TOKEN_SECRET: SESSION_SECRET,
      CUSTOMER_TOKEN_SECRET: CUSTOMER_SECRET,
    };
    expect(loadConfig(open).demoLogin).toBe(false);
    expect(loadConfig({ DATA_DIR: dataDir, DEMO_LOGIN: 'off' }).demoLogin).toBe(false);
  });

  it('finds the agents where it is told, and else beside itself', () => {
    const { agentUrls } = loadConfig({
      DATA_DIR: dataDir,
      TROUBLESHOOTING_URL: 'http://troubleshooting:9000/',
      PERSONALIZATION_PORT: '9100',
    });
    expect(agentUrls.troubleshooting).toBe('http://troubleshooting:9000');
    expect(agentUrls.personalization).toBe('http://127.0.0.1:9100');
    expect(loadConfig({ DATA_DIR: dataDir, HOST: '::1' }).agentUrls.personalization).toBe(
      'http://[::1]:8084',
    );
  });

  it('splits lists at commas', () => {
    const config = loadConfig({
      DATA_DIR: dataDir,
      CORS_ORIGINS: 'https://shop.example, https://help.example',
      BEDROCK_FALLBACK_MODEL_IDS: 'eu.a,,eu.b',
    });
    expect(config.corsOrigins).toEqual(['https://shop.example', 'https://help.example']);
    expect(config.model.fallbackModelIds).toEqual(['eu.a', 'eu.b']);
  });
});

describe('isLoopback', () => {
  it('tells addresses of this machine from those that others reach', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '::1']) expect(isLoopback(host)).toBe(true);
    for (const host of ['0.0.0.0', '::', '10.0.0.5', '127.evil.example'])
      expect(isLoopback(host)).toBe(false);
  });
});

describe('.env.example', () => {
  it('lists exactly the settings that are read, each with a comment of its own', () => {
    const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
    const listed = lines.flatMap((line, index) => {
      const name = /^#?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1];
      if (name !== undefined) expect(lines[index - 1], name).toMatch(/^# \S/);
      return name === undefined ? [] : [name];
    });
    expect([...listed].sort()).toEqual(Object.keys(Settings.shape).sort());
  });

  it('states the defaults that the settings have', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const stated = Object.fromEntries(
      [...text.matchAll(/^#([A-Z][A-Z0-9_]+)=(.+)$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(Settings.parse(stated)).toMatchObject(Settings.parse({}));
  });
});
