import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { A, B, openSecureShop } from '../harness/secure-shop.js';
import { atLeast, type ConformanceRow, exactly } from '../row.js';

const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const BODIES: Readonly<Record<string, object>> = {
  messages: { text: 'Where is my order?' },
  actions: { decision: 'confirm', argsHash: '0'.repeat(64) },
  feedback: { helpful: false },
};

/** Every route of the served API document that names a session, with somebody else's. */
export const row: ConformanceRow = {
  id: 'S03',
  promise: 'A conversation is bound to its customer: nobody else finds it, by any route.',
  async run(context) {
    const shop = await openSecureShop(context);
    const owner = await shop.chatAs(B);
    const events = await owner.say('Where is my order SB-100012?');
    const turnId = events.find((event) => event.type === 'turn-start')?.turnId ?? '';
    const { paths } = Document.parse(await (await fetch(`${shop.supervisor}/openapi.json`)).json());
    const routes = Object.entries(paths)
      .filter(([path]) => path.startsWith('/v1/sessions/{'))
      .flatMap(([path, methods]) =>
        Object.keys(methods)
          .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
          .map((method) => ({ path, method })),
      );
    const stranger = await shop.chatAs(A);
    const found: string[] = [];
    for (const { path, method } of routes) {
      for (const token of [stranger.token, '']) {
        const url = path
          .replace(/\{[^}]*turn[^}]*\}/i, turnId)
          .replace(/\{[^}]*proposal[^}]*\}/i, randomUUID());
        const kind = ['actions', 'feedback'].find((word) => path.includes(word)) ?? 'messages';
        const response = await fetch(`${shop.supervisor}${url.replace(/\{\w+\}/, owner.sessionId)}`, {
          method: method.toUpperCase(),
          headers: {
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
            ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
          },
          ...(['post', 'put', 'patch'].includes(method) ? { body: JSON.stringify(BODIES[kind]) } : {}),
        });
        await response.body?.cancel();
        const hidden = response.status === 404 || (token === '' && response.status === 401);
        if (!hidden)
          found.push(`${method} ${path} ${token === '' ? 'anonymous' : 'stranger'} ${response.status}`);
      }
    }
    for (const each of found) context.say(each);
    const mine = await fetch(`${shop.supervisor}/v1/sessions/${owner.sessionId}/messages`, {
      headers: { authorization: `Bearer ${owner.token}` },
    });
    const ids = await Promise.all(
      Array.from({ length: context.pick(100, 20) }, async () => (await shop.chatAs(A)).sessionId),
    );
    return [
      atLeast('routes of a session', routes.length, 6),
      exactly('routes that answered a stranger with anything but “not found”', found.length, 0),
      exactly('the owner still reads the conversation', mine.status, 200),
      exactly('session ids that are not random', ids.filter((id) => !V4.test(id)).length, 0),
      exactly('session ids given twice', ids.length - new Set(ids).size, 0),
    ];
  },
};
