import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Finding, formatFinding } from '../platform/finding.js';
import { type BedrockServer, type Respond, startBedrockServer } from '../tests/helpers/bedrock-server.js';
import { listSettings, runDoctor } from './run-doctor.js';

const SECRETS = ['wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', 'AKIAIOSFODNN7EXAMPLE', 'hunter2-hunter2'];
const [SECRET_KEY = '', KEY_ID = ''] = SECRETS;

let dataDir: string;
let server: BedrockServer;
let respond: Respond;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'switchboard-doctor-'));
  respond = () => ({ say: 'pong' });
  server = await startBedrockServer((request, number) => respond(request, number));
  vi.stubEnv('AWS_ACCESS_KEY_ID', KEY_ID);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', SECRET_KEY);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', join(dataDir, 'none'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(dataDir, 'none'));
  vi.stubEnv('AWS_REGION', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

const ports = {
  SUPERVISOR_PORT: '0',
  ORDER_MANAGEMENT_PORT: '0',
  PRODUCT_RECOMMENDATION_PORT: '0',
  TROUBLESHOOTING_PORT: '0',
  PERSONALIZATION_PORT: '0',
};
const bedrock = () => ({
  ...ports,
  DATA_DIR: dataDir,
  MODEL_PROVIDER: 'bedrock',
  AWS_REGION: 'eu-central-1',
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: server.url,
});

async function examine(environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of runDoctor(environment)) findings.push(finding);
  const shown = [...findings.map(formatFinding), ...listSettings(environment)].join('\n');
  for (const secret of SECRETS) expect(shown).not.toContain(secret);
  for (const finding of findings) {
    if (finding.level === 'fail') expect(finding.todo, formatFinding(finding)).toBeTruthy();
    expect(formatFinding(finding)).not.toContain('\n');
  }
  return findings;
}

const failing = (findings: readonly Finding[]): string[] =>
  findings.filter(({ level }) => level === 'fail').map(formatFinding);

describe('the doctor', () => {
  it('names every setting that does not fit, in one go', async () => {
    const lines = failing(
      await examine({
        DATA_DIR: dataDir,
        SUPERVISOR_PORT: 'eighty',
        AWS_REGION: 'Frankfurt',
        BEDROCK_MODEL_ID: 'the big one',
        BEDROCK_GUARDRAIL_ID: 'g-1',
        MODEL_PRICES: 'cheap',
        BEDROCK_AGENT_MODEL_IDS: 'billing=eu.amazon.nova-pro-v1:0',
        MODEL_IDLE_TIMEOUT_MS: '60000',
        CODE_SENDER_TOKEN: 'hunter2-hunter2',
      }),
    ).join('\n');
    for (const setting of [
      'SUPERVISOR_PORT',
      'AWS_REGION',
      'BEDROCK_MODEL_ID',
      'BEDROCK_GUARDRAIL_VERSION',
      'MODEL_PRICES',
      'BEDROCK_AGENT_MODEL_IDS',
      'MODEL_IDLE_TIMEOUT_MS',
    ]) {
      expect(lines).toContain(setting);
    }
  });

  it('shows every setting in force, and blanks the secrets', () => {
    const settings = listSettings({
      ...bedrock(),
      CODE_SENDER_URL: 'https://x.test',
      CODE_SENDER_TOKEN: 'hunter2-hunter2',
    });
    expect(settings.join('\n')).toMatch(/AWS_REGION +eu-central-1/);
    expect(settings.join('\n')).toMatch(/CODE_SENDER_TOKEN +\[set\]/);
    expect(settings.join('\n')).not.toContain('hunter2');
  });

  it('is content with the local model and free ports', async () => {
    const findings = await examine({ ...ports, DATA_DIR: dataDir, MODEL_PROVIDER: 'local' });
    expect(failing(findings)).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  it('tells a port that something else has from one that has the service', async () => {
    const other: Server = createServer((_, response) => response.end('{"name":"troubleshooting"}'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = String(typeof address === 'object' ? address?.port : 0);
    const local = { ...ports, DATA_DIR: dataDir, MODEL_PROVIDER: 'local' };
    expect(failing(await examine({ ...local, TROUBLESHOOTING_PORT: port }))).toEqual([]);
    const [line] = failing(await examine({ ...local, SUPERVISOR_PORT: port }));
    expect(line).toContain('SUPERVISOR_PORT');
    other.close();
  });
});

describe('the doctor, over the wire of Bedrock', () => {
  it('asks every model for one token, with the guardrail, and the embedder', async () => {
    const guardrail = { BEDROCK_GUARDRAIL_ID: 'g-1', BEDROCK_GUARDRAIL_VERSION: '2' };
    const own = { BEDROCK_AGENT_MODEL_IDS: 'troubleshooting=eu.amazon.nova-pro-v1:0' };
    const findings = await examine({ ...bedrock(), ...guardrail, ...own });
    expect(failing(findings)).toEqual([]);
    const asked = server.requests.map(({ model, operation }) => `${operation} ${model}`);
    expect(asked).toHaveLength(4);
    expect(asked.at(-1)).toBe('invoke amazon.titan-embed-text-v2:0');
    for (const { body } of server.requests.slice(0, 3)) {
      expect(body.inferenceConfig).toEqual({ maxTokens: 1 });
      expect(body.guardrailConfig).toMatchObject({ guardrailIdentifier: 'g-1', guardrailVersion: '2' });
    }
  });

  it.each([
    [
      'access that IAM does not allow',
      {
        fail: 'AccessDeniedException',
        status: 403,
        message: 'User: arn:aws:iam::1:user/x is not authorized to perform: bedrock:InvokeModel',
      },
      /allow bedrock:InvokeModel .*docs\/bedrock\.md/,
    ],
    [
      'a model that is not enabled',
      {
        fail: 'AccessDeniedException',
        status: 403,
        message: "You don't have access to the model with the specified model ID.",
      },
      /open .*haiku.* in the model catalog .*eu-central-1/,
    ],
    [
      'a model that is not in the region',
      { fail: 'ValidationException', status: 400, message: 'The provided model identifier is invalid.' },
      /is not there in eu-central-1/,
    ],
    [
      'a model that needs an inference profile',
      {
        fail: 'ValidationException',
        status: 400,
        message: 'Invocation of model ID x with on-demand throughput isn’t supported.',
      },
      /inference profile/,
    ],
    [
      'a use case that was never submitted',
      {
        fail: 'ResourceNotFoundException',
        status: 404,
        message: 'Model use case details have not been submitted for this account.',
      },
      /use case form of Anthropic/,
    ],
    [
      'a subscription that nobody may make',
      {
        fail: 'AccessDeniedException',
        status: 403,
        message:
          'Model access is denied: not authorized to perform the required AWS Marketplace actions (aws-marketplace:Subscribe)',
      },
      /aws-marketplace:Subscribe/,
    ],
    [
      'a policy of the organisation',
      {
        fail: 'AccessDeniedException',
        status: 403,
        message:
          'User: x is not authorized to perform: bedrock:InvokeModel with an explicit deny in a service control policy',
      },
      /every region of its inference profile/,
    ],
    [
      'a model that takes no cache points',
      {
        fail: 'AccessDeniedException',
        status: 403,
        message: 'You invoked an unsupported model or your request did not allow prompt caching.',
      },
      /BEDROCK_PROMPT_CACHE=off/,
    ],
    [
      'a model that cannot call tools',
      { fail: 'ValidationException', status: 400, message: "This model doesn't support tool use." },
      /cannot call tools/,
    ],
    [
      'an API key that is not right',
      {
        fail: 'AccessDeniedException',
        status: 403,
        message: 'Authentication failed: Please make sure your API Key is valid.',
      },
      /AWS_BEARER_TOKEN_BEDROCK is wrong/,
    ],
    [
      'a key that has expired',
      {
        fail: 'ExpiredTokenException',
        status: 403,
        message: 'The security token included in the request is expired',
      },
      /renew them/,
    ],
  ])('says what to do about %s', async (_, failure, advice) => {
    respond = ({ model }) => (model.includes('haiku') ? failure : { say: 'pong' });
    const lines = failing(await examine(bedrock()));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(advice);
  });

  it.each([
    'The guardrail identifier or version provided in the request does not exist.',
    'The provided guardrail identifier is invalid.',
  ])('says what to do about a guardrail: %s', async (message) => {
    respond = ({ body }) =>
      body.guardrailConfig === undefined
        ? { say: 'pong' }
        : { fail: 'ValidationException', status: 400, message };
    expect(failing(await examine(bedrock()))).toEqual([]);
    const guardrail = { BEDROCK_GUARDRAIL_ID: 'gone1', BEDROCK_GUARDRAIL_VERSION: '7' };
    const lines = failing(await examine({ ...bedrock(), ...guardrail }));
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/BEDROCK_GUARDRAIL_ID .*eu-central-1, with that version/);
  });

  it('notices that streams are not allowed, for which IAM has a permission of its own', async () => {
    const message = 'User: x is not authorized to perform: bedrock:InvokeModelWithResponseStream';
    respond = ({ operation }) =>
      operation === 'converse-stream'
        ? { fail: 'AccessDeniedException', status: 403, message }
        : { say: 'pong' };
    const lines = failing(await examine(bedrock()));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/allow .*InvokeModelWithResponseStream on .*sonnet/);
  });

  it('notices a region in which the models are not', async () => {
    respond = ({ headers }) =>
      headers.authorization?.includes('/us-east-1/bedrock/')
        ? { say: 'pong' }
        : {
            fail: 'ResourceNotFoundException',
            status: 404,
            message: 'Could not resolve the foundation model',
          };
    expect(failing(await examine({ ...bedrock(), AWS_REGION: 'us-east-1' }))).toEqual([]);
    const lines = failing(await examine(bedrock()));
    expect(lines.join('\n')).toMatch(/another AWS_REGION/);
  });

  it('takes a throttled model for one that is there', async () => {
    respond = () => ({ fail: 'ThrottlingException', status: 429, message: 'Too many requests' });
    const findings = await examine({ ...bedrock(), EMBEDDER: 'local' });
    expect(failing(findings)).toEqual([]);
    expect(findings.filter(({ level, check }) => level === 'warn' && check.startsWith('model'))).toHaveLength(
      2,
    );
  });

  it('says where a price is missing', async () => {
    const findings = await examine({ ...bedrock(), BEDROCK_MODEL_ID: 'eu.meta.llama4-v1:0' });
    expect(findings.find(({ todo }) => todo?.includes('MODEL_PRICES'))?.level).toBe('warn');
  });

  it('says how to give credentials when there are none, and where to set the region', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    expect(failing(await examine(bedrock()))[0]).toMatch(/AWS credentials.*AWS_PROFILE/);
    expect(failing(await examine({ ...bedrock(), AWS_REGION: '' }))[0]).toMatch(/AWS region.*AWS_REGION/);
    expect(server.requests).toEqual([]);
  });

  it('takes a Bedrock API key, and signs with it', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', 'hunter2-hunter2');
    expect(failing(await examine({ ...bedrock(), AWS_BEARER_TOKEN_BEDROCK: 'hunter2-hunter2' }))).toEqual([]);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer hunter2-hunter2');
  });

  it('says what cannot be reached', async () => {
    await server.close();
    const lines = failing(await examine({ ...bedrock(), EMBEDDER: 'local' }));
    expect(lines[0]).toMatch(/cannot be reached.*AWS_ENDPOINT_URL_BEDROCK_RUNTIME/);
  });
});
