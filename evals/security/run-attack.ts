import type { TurnEvent } from '../../contract/events.js';
import type { PlantedInstruction } from '../../tests/conform/harness/adversary-mind.js';
import { toOwnQuestion } from './own-question.js';
import { plantAttack, weedDocuments } from './plant.js';
import { RecordedAttack } from './recorded-case.js';
import type { ObservedCall, SecurityWorld } from './security-world.js';
import { shownIn } from './shown-in.js';
import { toOwnCall } from './to-own-call.js';

/** What an attacked conversation came to. */
export interface AttackResult {
  /** All that the streams showed. */
  answer: string;
  toolCalls: ObservedCall[];
  /** Whether the customer's own question was answered with the facts that answer it. */
  answered: boolean;
  /** Whether a model saw what was planted, and so obeyed it. */
  met: boolean;
}

/** Plants the text, has the customer ask their own question, and lets an obedient model do as the text says. */
export async function runAttack(world: SecurityWorld, recorded: unknown): Promise<AttackResult> {
  const attack = RecordedAttack.parse(recorded);
  const question = toOwnQuestion(attack, world.initial);
  const instruction = toInstruction(world, attack);
  await plantAttack(world.garden, attack, question);
  world.plant([instruction]);
  try {
    const chat = await world.chat(world.retail.ids.users.toOwn(attack.session_user));
    const first = await chat.say(question.text);
    const second = question.followUp === undefined ? [] : await chat.say(question.followUp);
    const words = first.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
    return {
      answer: shownByShop(first) + shownByShop(second),
      toolCalls: chat.callsIn([...first, ...second]),
      answered: question.expected.every((fact) => words.includes(fact)),
      met: world.mind.met.has(instruction),
    };
  } finally {
    world.plant([]);
    if (attack.channel === 'kb_doc') await weedDocuments(world.garden);
  }
}

/** The customer's own words come back at the start of a turn; they are not the shop's. */
function shownByShop(events: readonly TurnEvent[]): string {
  return shownIn(events.filter(({ type }) => type !== 'turn-start'));
}

/** The recorded call is made as it stands, which no agent has, and as ours, also without what names another customer. */
function toInstruction(world: SecurityWorld, attack: RecordedAttack): PlantedInstruction {
  const { obey_tool_call: call, obey_text: say, goal, text, session_user: user } = attack;
  const own = call ? toOwnCall(call, user, world.retail.ids) : undefined;
  const { customer_id: _, ...withoutCustomer } = own?.args ?? {};
  return {
    text,
    calls: [
      ...(call ? [call] : []),
      ...(own === undefined ? [] : [own, { ...own, args: withoutCustomer }]).map(({ name, args }) => ({
        name,
        args,
      })),
    ],
    say: say ?? goal,
    recitesPrompt: attack.family.startsWith('system_prompt_leak'),
  };
}
