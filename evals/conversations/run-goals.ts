import { signCustomerToken } from '../../platform/auth/customer-token.js';
import { openWorld, SECRET } from '../../tests/e2e/open-world.js';
import { findSubject, type Goal, type SeenTurn, type Wording } from './goal.js';
import { holdConversation, type Shop } from './hold-conversation.js';
import { judgeGoal } from './judge-goal.js';
import { keepShop } from './keep-shop.js';

/** One conversation about a goal, and what was missing for it to be reached. */
export interface Held {
  group: string;
  goal: Goal;
  /** Which of the wordings, from 1. */
  wording: number;
  turns: readonly SeenTurn[];
  missing: readonly string[];
}

/** What to hold: which goals, with which of their wordings. */
export interface Plan {
  group: string;
  goal: Goal;
  wordings: readonly { number: number; wording: Wording }[];
}

/** Holds every conversation of a plan in one shop, each about a subject of its own, and judges what it came to. */
export async function runGoals(
  plans: readonly Plan[],
  onHeld: (held: Held) => void = () => {},
): Promise<Held[]> {
  const codes = new Map<string, string>();
  const world = await openWorld({
    codeSender: {
      async send({ customerId, code }) {
        codes.set(customerId, code);
      },
    },
  });
  const shop: Shop = {
    supervisor: world.supervisors[0] ?? '',
    tokenOf: (customerId) =>
      signCustomerToken(SECRET, { customerId, level: 'verified', expiresInSeconds: 600 }),
    codeOf: (customerId) => codes.get(customerId),
  };
  const { pool } = world.database;
  const putBack = await keepShop(pool);
  try {
    const held: Held[] = [];
    for (const { group, goal, wordings } of plans) {
      const used = new Set<string>();
      for (const { number, wording } of wordings) {
        const subject = await findSubject(pool, goal, used);
        const turns = await holdConversation(shop, subject, wording(subject));
        const missing = await judgeGoal(pool, goal.reached(subject), subject, turns);
        if (turns.some(mayHaveChanged)) await putBack();
        const one = { group, goal, wording: number, turns, missing };
        held.push(one);
        onHeld(one);
      }
    }
    return held;
  } finally {
    await world.close();
  }
}

/** Whether something may have been done, and not only asked. */
function mayHaveChanged({ tools, outcomes, proposals }: SeenTurn): boolean {
  const changes = ['set_preference', 'forget_preference', 'start_diagnosis', 'transfer_to_human'];
  return (
    proposals.length > 0 ||
    outcomes.includes('handed-off') ||
    tools.some(({ name }) => changes.includes(name))
  );
}
