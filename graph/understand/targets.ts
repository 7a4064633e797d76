import type { RankedIntent } from '../../models/local/playbook.js';
import { ReplyKind } from '../state.js';

/** The supervisor as the one who answers. */
export const SUPERVISOR = 'supervisor';

/** Who answers questions about the shop's rules of delivery, payment and returns, whatever agent a class of them names. */
const RULES_AGENT = 'order-management';
const RULES = new Set([
  'order-management/delivery-rules',
  'order-management/payment-rules',
  'order-management/return-rules',
  'order-management/shop-rules',
  'troubleshooting/shop-policy',
]);

/** What the supervisor replies to kinds of message that it has no words of its own for. */
const REPLIES: Readonly<Record<string, ReplyKind>> = {
  complaint: 'person',
  contact: 'person',
  feedback: 'person',
  business: 'out-of-scope',
};

/** Who answers a class of the classifier: an agent's id, or `supervisor/<reply>`. */
export function targetOf(intent: string): string {
  if (RULES.has(intent)) return RULES_AGENT;
  const [agent = SUPERVISOR, kind = 'unclear'] = intent.split('/');
  return agent === SUPERVISOR ? `${SUPERVISOR}/${REPLIES[kind] ?? kind}` : agent;
}

/** The reply that a target of the supervisor stands for; undefined for an agent. */
export function replyOf(target: string): ReplyKind | undefined {
  const [agent, kind] = target.split('/');
  return agent === SUPERVISOR ? ReplyKind.catch('unclear').parse(kind) : undefined;
}

/** How likely a text is for each target, and the likeliest class of each. */
export type Reading = ReadonlyMap<string, { score: number; intent: string }>;

/** Sums ranked classes (best first) by who answers them. */
export function toReading(ranked: readonly RankedIntent[]): Reading {
  const reading = new Map<string, { score: number; intent: string }>();
  for (const { intent, score } of ranked) {
    const target = targetOf(intent);
    const before = reading.get(target);
    reading.set(target, { score: (before?.score ?? 0) + score, intent: before?.intent ?? intent });
  }
  return reading;
}

/** The likeliest target of a reading. */
export function bestOf(reading: Reading): { target: string; score: number; intent: string } {
  let best = { target: `${SUPERVISOR}/unclear`, score: 0, intent: `${SUPERVISOR}/unclear` };
  for (const [target, { score, intent }] of reading) {
    if (score > best.score) best = { target, score, intent };
  }
  return best;
}

/** The mean of two readings of the same words. */
export function average(left: Reading, right: Reading): Reading {
  const targets = [...new Set([...left.keys(), ...right.keys()])];
  return new Map(
    targets.map((target) => {
      const [one, other] = [left.get(target), right.get(target)];
      const intent = one?.intent ?? other?.intent ?? target;
      return [target, { intent, score: ((one?.score ?? 0) + (other?.score ?? 0)) / 2 }];
    }),
  );
}
