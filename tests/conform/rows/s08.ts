import { AGENT_CARDS } from '../../../agents/registry.js';
import { signCustomerToken } from '../../../platform/auth/customer-token.js';
import { signSessionToken } from '../../../platform/auth/session-token.js';
import { SECRET } from '../../e2e/open-world.js';
import { A, B, openSecureShop } from '../harness/secure-shop.js';
import { atLeast, type ConformanceRow, exactly } from '../row.js';

const NOW = { sessionId: 's1', turnId: 't1' };

/** Requests to every agent's own endpoints with every token but the right one. */
export const row: ConformanceRow = {
  id: 'S08',
  promise: 'Agents trust the supervisor alone, for one session, and only with a token made for them.',
  async run(context) {
    const shop = await openSecureShop(context, { oracle: () => [] });
    const wrong: string[] = [];
    let cases = 0;
    let accepted = 0;
    for (const { id } of AGENT_CARDS) {
      const url = shop.agents[id] ?? '';
      const right = await grant(id);
      accepted += Number((await respond(url, right)).status === 200);
      const expect = async (name: string, status: number, response: Promise<Response>): Promise<void> => {
        cases += 1;
        const got = await response;
        await got.body?.cancel();
        if (got.status !== status) wrong.push(`${id}: ${name}: ${got.status} instead of ${status}`);
      };
      await expect('no token', 401, respond(url, undefined));
      await expect('an expired token', 401, respond(url, await grant(id, { expiresInSeconds: -60 })));
      await expect('a token of another key', 401, respond(url, await grant(id, { secret: `${SECRET} no` })));
      for (const other of AGENT_CARDS.filter((card) => card.id !== id)) {
        await expect(`the token of ${other.id}`, 401, respond(url, await grant(other.id)));
      }
      const customer = await signCustomerToken(SECRET, {
        customerId: A,
        level: 'step-up',
        expiresInSeconds: 60,
      });
      await expect("a customer's token", 401, respond(url, customer));
      await expect('another session in the body', 403, respond(url, right, { sessionId: 's2' }));
      await expect('another turn in the body', 403, respond(url, right, { turnId: 't2' }));
      await expect('another customer in the body', 403, respond(url, right, {}, { customerId: B }));
      const commit = (token?: string) =>
        fetch(`${url}/v1/actions/${'0'.repeat(32)}`, {
          method: 'POST',
          ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
        });
      await expect('a commit without a token', 401, commit());
      await expect('a commit of nothing', 404, commit(right));
    }
    for (const each of wrong) context.say(each);
    return [
      exactly('agents that answer the right token', accepted, AGENT_CARDS.length),
      atLeast('requests with a wrong one', cases, 40),
      exactly('of these not refused as they should be', wrong.length, 0),
    ];
  },
};

function grant(audience: string, { expiresInSeconds = 60, secret = SECRET } = {}): Promise<string> {
  const identity = { level: 'verified' as const, customerId: A };
  return signSessionToken(secret, { identity, ...NOW, audience, expiresInSeconds });
}

function respond(
  url: string,
  token: string | undefined,
  context: object = {},
  more: object = {},
): Promise<Response> {
  return fetch(`${url}/v1/respond`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({
      ...{ requestId: 'r1', request: 'Hello', ...more },
      context: { ...NOW, window: [], deadlineAt: new Date(Date.now() + 60_000).toISOString(), ...context },
    }),
  });
}
