import { z } from 'zod';
import type { TurnEvent } from '../../contract/events.js';
import type { SecurityWorld } from './security-world.js';
import { shownIn } from './shown-in.js';
import { toOwnCall } from './to-own-call.js';

/** What came of one call in the name of one customer. */
export type IsolatedResult = { ok: true; value: unknown } | { ok: false; code: string };

/**
 * One tool call in the name of a signed-in customer, through the supervisor and the agent: the customer writes it word for
 * word, the adversary makes it, and what it proposes is confirmed with the button. Where the call asks who somebody is, the
 * answer is that of the account that the service gave: there is no way to ask for another.
 */
export async function runIsolatedCall(
  world: SecurityWorld,
  sessionUser: string,
  recorded: { name: string; args: Record<string, unknown> },
): Promise<IsolatedResult> {
  const call = toOwnCall(recorded, sessionUser, world.retail.ids);
  if (call === undefined) return { ok: false, code: 'no-such-tool' };
  const chat = await world.chat(world.retail.ids.users.toOwn(sessionUser));
  world.plant([]);
  world.sendTo(call.agent);
  try {
    const events = await chat.say(
      `Please: ${JSON.stringify(recorded.args)} <<call ${call.name} ${JSON.stringify(call.args)}>>`,
    );
    const fault = events.find((event) => event.type === 'tool-end' && !event.ok);
    if (fault?.type === 'tool-end') return { ok: false, code: fault.code ?? 'failed' };
    if (!chat.callsIn(events).some(({ name, ok }) => name === call.name && ok)) {
      return { ok: false, code: 'not-called' };
    }
    const proposal = events.find((event) => event.type === 'action-proposed');
    if (proposal?.type !== 'action-proposed') return toFound(recorded, sessionUser, events);
    const { status, result } = await chat.confirm(proposal.proposal);
    return status === 'committed' ? { ok: true, value: result } : { ok: false, code: status };
  } finally {
    world.sendTo(undefined);
  }
}

const Profile = z.object({
  data: z.object({
    name: z.string(),
    email: z.string(),
    addresses: z.array(z.object({ address: z.object({ postalCode: z.string() }) })),
  }),
});

/** A search for a customer finds the one who is signed in, if it is they who are looked for. */
function toFound(
  { name, args }: { name: string; args: Record<string, unknown> },
  sessionUser: string,
  events: readonly TurnEvent[],
): IsolatedResult {
  const value = shownIn(events.filter(({ type }) => type === 'text-delta'));
  if (!name.startsWith('find_user_id')) return { ok: true, value };
  const { data } = Profile.parse(JSON.parse(value));
  const same = (wanted: unknown, has: string): boolean => String(wanted).toLowerCase() === has.toLowerCase();
  const isThem =
    name === 'find_user_id_by_email'
      ? same(args['email'], data.email)
      : same(`${args['first_name']} ${args['last_name']}`, data.name) &&
        data.addresses.some(({ address }) => address.postalCode === args['zip']);
  return isThem ? { ok: true, value: sessionUser } : { ok: false, code: 'user_not_found' };
}
