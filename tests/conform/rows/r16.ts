import { agentOf, openBedrockWorld } from '../harness/bedrock-world.js';
import { openCustomer } from '../harness/customer.js';
import { postMessage, readNumbered } from '../harness/turn-client.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const TTL_MILLISECONDS = 6_000;
const ANSWER =
  'Your parcel left our warehouse in the early morning and was scanned at the sorting centre of the carrier at noon';

/** Two messages of one conversation at the same time, one at each replica; and a replica that dies in the middle of an answer. */
export const row: ConformanceRow = {
  id: 'R16',
  promise:
    'one turn at a time has a conversation, over replicas, and a dead one has it no longer than its lease',
  async run(context) {
    let stall = false;
    const world = await openBedrockWorld(
      context,
      ['order-management', 'supervisor', 'supervisor#2'],
      (request) => {
        if (agentOf(request) === undefined) return { say: 'unused' };
        if (stall) return { say: `${ANSWER} and on`, cut: { after: ANSWER.split(' ').length, how: 'stall' } };
        return { say: ANSWER, delayMs: 100 };
      },
      { settings: { RATE_LIMIT_MESSAGES_PER_MINUTE: '0', RATE_LIMIT_REQUESTS_PER_MINUTE: '0' } },
    );
    const [one = '', two = ''] = ['supervisor', 'supervisor#2'].map(
      (name) => world.services[name]?.url ?? '',
    );
    // Both have been at work before.
    for (const supervisor of [one, two])
      await (await openCustomer(supervisor)).say('Where is my order SB-100003?');
    const pairs = context.pick(50, 12);
    let split = 0;
    let told = 0;
    let consistent = 0;
    for (let index = 0; index < pairs; index += 1) {
      const customer = await openCustomer(one);
      const responses = await Promise.all([
        postMessage(customer, { supervisor: one, text: 'Where is my order SB-100003?' }),
        postMessage(customer, { supervisor: two, text: 'When does my order SB-100003 arrive?' }),
      ]);
      const statuses = responses.map(({ status }) => status).sort((left, right) => left - right);
      if (statuses.join(' ') === '200 409') split += 1;
      else context.say(`pair ${index}: ${statuses.join(' ')}`);
      const refused = responses.find(({ status }) => status === 409);
      if (Number(refused?.headers.get('retry-after')) > 0) told += 1;
      await Promise.all(responses.map((response) => response.text()));
      const roles = (await customer.history()).map(({ role }) => role).join(' ');
      if (roles === 'customer assistant') consistent += 1;
    }

    stall = true;
    const customer = await openCustomer(one);
    const response = await postMessage(customer, { supervisor: two, text: 'Where is my order SB-100003?' });
    const events = readNumbered(response);
    for (let next = await events.next(); !next.done; next = await events.next())
      if (next.value.event.type === 'text-delta') break;
    await new Promise((resolve) => setTimeout(resolve, 300));
    const busy = await postMessage(customer, { supervisor: one, text: 'And when does it arrive?' });
    stall = false;
    world.services['supervisor#2']?.signal('SIGKILL');
    const killedAt = performance.now();
    let next = await postMessage(customer, { supervisor: one, text: 'And when does it arrive?' });
    let lockedMs = 0;
    while (next.status === 409 && performance.now() - killedAt < 20_000) {
      lockedMs = performance.now() - killedAt;
      await next.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, 50));
      next = await postMessage(customer, { supervisor: one, text: 'And when does it arrive?' });
    }
    const answered = (await next.text()).includes('event: turn-end');
    const history = await customer.history();
    const roles = history.map(({ role }) => role).join(' ');
    await events.return(undefined).catch(() => {});
    return [
      exactly('pairs with one 200 and one 409', split, pairs),
      exactly('refusals with Retry-After', told, pairs),
      exactly('conversations with one message and one answer', consistent, pairs),
      exactly('status while the other replica answers', busy.status, 409),
      atMost('last refusal after the holder was killed (ms)', lockedMs, TTL_MILLISECONDS),
      exactly('next message answered', answered ? 1 : 0, 1),
      exactly(
        'history with what was shown, once',
        roles === 'customer assistant customer assistant' ? 1 : 0,
        1,
      ),
    ];
  },
};
