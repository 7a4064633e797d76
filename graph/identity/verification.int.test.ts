import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CodeSent, StepUpToken } from '../../contract/verification.js';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import { signCustomerToken, verifyCustomerToken } from '../../platform/auth/customer-token.js';
import { createService, type Service } from '../../platform/http/create-service.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { createRecordingLogger } from '../../platform/testing/recording-logger.js';
import { createAuthenticate } from '../authenticate.js';
import { createLogCodeSender, type SentCode } from './code-sender.js';
import { createVerifyCustomer } from './create-verify-customer.js';
import { addVerificationRoutes } from './verification-routes.js';
import { createVerificationStore } from './verification-store.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const NOBODY = 'C9999';

let world: TestDatabase;
let replicas: Service[];
let clock: Date;
const sent: SentCode[] = [];
let failsToSend = false;

beforeAll(async () => {
  world = await openTestDatabase({ seed: true });
  const sender = {
    send: async (code: SentCode) => {
      if (failsToSend) throw new Error('the post office is on fire at ava@example.test');
      sent.push(code);
    },
  };
  replicas = [sender, sender, undefined].map(openReplica);
});
afterAll(() => world.close());
beforeEach(async () => {
  clock = new Date();
  sent.length = 0;
  failsToSend = false;
  await world.pool.query('delete from verifications');
});

function openReplica(sender: { send(code: SentCode): Promise<void> } | undefined): Service {
  const logger = createLogger({ name: 'test', level: 'silent' });
  const app = createService({
    ...{ name: 'test', version: 'test', logger },
    openapi: { title: 'test', description: 'test' },
  });
  const store = createVerificationStore(world.database('switchboard_supervisor'));
  const verify = createVerifyCustomer({ store, sender, secret: SECRET, now: () => clock });
  addVerificationRoutes(app, { authenticate: createAuthenticate(SECRET), verify });
  return app;
}

async function post(path: string, { body, customer = 'C1001', replica = 0 }: Post = {}) {
  const token = await signCustomerToken(SECRET, {
    customerId: customer,
    level: 'verified',
    expiresInSeconds: 60,
  });
  const headers = {
    ...(customer === '' ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const init = { method: 'POST', headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await replicas[replica]?.request(path, init);
  if (response === undefined) throw new Error('no such replica');
  return response;
}
interface Post {
  body?: object;
  customer?: string;
  replica?: number;
}
const ask = (more: Post = {}) => post('/v1/verification', more);
const confirm = (code: string, more: Post = {}) =>
  post('/v1/verification/confirm', { ...more, body: { code } });
const lastCode = (): string => sent.at(-1)?.code ?? '';
const wrongCode = (): string => (lastCode() === '000000' ? '000001' : '000000');
const later = (seconds: number): void => {
  clock = new Date(clock.getTime() + seconds * 1_000);
};

describe('a one-time code', () => {
  it('goes to the e-mail address of the account and makes a step-up token for half an hour', async () => {
    const response = await ask();
    expect(response.status).toBe(202);
    CodeSent.parse(await response.json());
    expect(sent).toMatchObject([{ customerId: 'C1001', code: expect.stringMatching(/^\d{6}$/) }]);
    const { rows } = await world.pool.query("select email from customers where id = 'C1001'");
    expect(sent[0]?.email).toBe(rows[0].email);
    const { token, expiresAt } = StepUpToken.parse(await (await confirm(lastCode(), { replica: 1 })).json());
    expect(await verifyCustomerToken(SECRET, token)).toEqual({ level: 'step-up', customerId: 'C1001' });
    expect(Date.parse(expiresAt) - clock.getTime()).toBe(1_800_000);
  });

  it('works once', async () => {
    await ask();
    expect((await confirm(lastCode())).status).toBe(200);
    expect((await confirm(lastCode())).status).toBe(403);
  });

  it('works for ten minutes', async () => {
    await ask();
    later(601);
    expect((await confirm(lastCode())).status).toBe(403);
  });

  it('is replaced by the next one', async () => {
    await ask();
    const first = lastCode();
    do await ask();
    while (lastCode() === first);
    expect((await confirm(first)).status).toBe(403);
    expect((await confirm(lastCode())).status).toBe(200);
  });

  it('is nobody else’s', async () => {
    await ask();
    expect((await confirm(lastCode(), { customer: 'C1002' })).status).toBe(403);
    expect((await confirm(lastCode())).status).toBe(200);
  });

  it('is stored so that it cannot be read', async () => {
    await ask();
    const { rows } = await world.pool.query(
      "select code_hash from verifications where customer_id = 'C1001'",
    );
    expect(rows[0].code_hash).toHaveLength(32);
    expect(rows[0].code_hash.toString('latin1')).not.toContain(lastCode());
  });
});

describe('wrong codes', () => {
  it('lock after the third, for half an hour, the right one too', async () => {
    await ask();
    const answers = [];
    for (const replica of [0, 1, 0]) answers.push(await confirm(wrongCode(), { replica }));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 429]);
    expect(answers[2]?.headers.get('retry-after')).toBe('1800');
    expect((await confirm(lastCode())).status).toBe(429);
    expect((await ask()).status).toBe(429);
    later(1_801);
    expect((await ask()).status).toBe(202);
    expect((await confirm(wrongCode())).status).toBe(403);
    expect((await confirm(lastCode())).status).toBe(200);
  });

  it('are three at most when thirty come at once over two replicas', async () => {
    await ask();
    const guesses = Array.from({ length: 30 }, (_, index) => confirm(wrongCode(), { replica: index % 2 }));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(2);
    expect((await confirm(lastCode())).status).toBe(429);
  });

  it('are forgotten after a right one', async () => {
    await ask();
    await confirm(wrongCode());
    await confirm(wrongCode());
    await confirm(lastCode());
    await ask();
    expect((await confirm(wrongCode())).status).toBe(403);
  });

  it('lock nobody else', async () => {
    for (const _ of [1, 2, 3]) await confirm('000000');
    await ask({ customer: 'C1002' });
    expect((await confirm(lastCode(), { customer: 'C1002' })).status).toBe(200);
  });

  it('that are no codes are told apart and not counted', async () => {
    for (const code of ['12345', '1234567', 'abcdef', '']) expect((await confirm(code)).status).toBe(400);
    await ask();
    expect((await confirm(lastCode())).status).toBe(200);
  });
});

describe('a customer who does not exist', () => {
  it('gets the same answers as one who does, and no code is sent', async () => {
    const told = async (response: Response) => {
      const { instance: _, expiresAt, ...rest } = (await response.json()) as Record<string, unknown>;
      return [response.status, response.headers.get('retry-after'), typeof expiresAt, rest];
    };
    const talk = async (customer: string) => {
      const answers = [await told(await ask({ customer }))];
      for (const _ of [1, 2, 3, 4]) answers.push(await told(await confirm(wrongCode(), { customer })));
      return [...answers, await told(await ask({ customer }))];
    };
    const known = await talk('C1001');
    const codes = sent.length;
    expect(await talk(NOBODY)).toEqual(known);
    expect(sent).toHaveLength(codes);
  });
});

describe('sending', () => {
  it('is bounded to five codes an hour', async () => {
    for (const _ of [1, 2, 3, 4, 5]) expect((await ask()).status).toBe(202);
    const refused = await ask({ replica: 1 });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(sent).toHaveLength(5);
    later(3_601);
    expect((await ask()).status).toBe(202);
  });

  it('that fails is said, without why', async () => {
    failsToSend = true;
    const response = await ask();
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('post office');
  });

  it('is not to be had where no sender is set up', async () => {
    expect((await ask({ replica: 2 })).status).toBe(503);
  });

  it('and confirming are for those who have signed in', async () => {
    const [app] = replicas;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ code: '123456' });
    expect((await app?.request('/v1/verification', { method: 'POST' }))?.status).toBe(401);
    expect((await app?.request('/v1/verification/confirm', { method: 'POST', headers, body }))?.status).toBe(
      401,
    );
  });
});

describe('the sender of the demonstration', () => {
  it('writes the code to the log, and not the address', async () => {
    const { logger, lines } = createRecordingLogger();
    await createLogCodeSender(logger).send({
      customerId: 'C1001',
      email: 'ava@example.test',
      code: '123456',
      expiresAt: new Date(),
    });
    expect(JSON.stringify(lines)).toContain('123456');
    expect(JSON.stringify(lines)).not.toContain('ava@example.test');
  });
});
