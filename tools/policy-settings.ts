import { z } from 'zod';

const cents = z.int().min(0);

/** The numbers of the shop's rules; the rules themselves are the `policy.ts` files. Money is in cents. */
export const PolicySettings = z.strictObject({
  /** Days after the delivery of an item in which it can be returned, the last one included. */
  returnWindowDays: z.int().min(0).max(3_650),
  /** A return worth more than this needs a colleague's approval. */
  returnApprovalAboveCents: cents,
  /** Business days until a refund to a card or to PayPal arrives; gift cards are credited at once. */
  refundBusinessDays: z
    .strictObject({ earliest: z.int().min(0).max(90), latest: z.int().min(0).max(90) })
    .refine(({ earliest, latest }) => earliest <= latest, 'earliest is not after latest'),
  /** How long a customer usually waits for a person, as told when the conversation is handed over. */
  handoffExpectedMinutes: z.int().min(1).max(10_080),
  /** How long an offer can be confirmed. */
  proposalMinutes: z.int().min(1).max(1_440),
  /** The reasons for which a pending order can be cancelled. */
  cancelReasons: z.array(z.string().min(1)).min(1).readonly(),
  /** Whether an item may be changed or exchanged for the very same variant. */
  sameVariantAllowed: z.boolean(),
  /** Whether a change of items at the same price leaves an entry of 0 in the payments. */
  recordZeroDifference: z.boolean(),
  /** Goodwill without a colleague: at most this share of the order, this much at once, and this much in a year. */
  goodwill: z.strictObject({ percentOfOrder: z.int().min(0).max(100), onceCents: cents, yearCents: cents }),
});
export type PolicySettings = z.infer<typeof PolicySettings>;

/** The shop's rules as they ship. */
export const DEFAULT_POLICY: PolicySettings = {
  returnWindowDays: 30,
  returnApprovalAboveCents: 50_000,
  refundBusinessDays: { earliest: 5, latest: 7 },
  handoffExpectedMinutes: 15,
  proposalMinutes: 15,
  cancelReasons: ['no longer needed', 'ordered by mistake'],
  sameVariantAllowed: false,
  recordZeroDifference: false,
  goodwill: { percentOfOrder: 10, onceCents: 2_000, yearCents: 5_000 },
};
