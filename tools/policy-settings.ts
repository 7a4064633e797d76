/** The numbers of the shop's rules; the rules themselves are the `policy.ts` files. Money is in cents. */
export interface PolicySettings {
  /** Days after the delivery of an item in which it can be returned, the last one included. */
  returnWindowDays: number;
  /** A return worth more than this needs a colleague's approval. */
  returnApprovalAboveCents: number;
  /** Business days until a refund to a card or to PayPal arrives; gift cards are credited at once. */
  refundBusinessDays: { earliest: number; latest: number };
  /** How long a customer usually waits for a person, as told when the conversation is handed over. */
  handoffExpectedMinutes: number;
  /** How long an offer can be confirmed. */
  proposalMinutes: number;
  /** The reasons for which a pending order can be cancelled. */
  cancelReasons: readonly string[];
  /** Whether an item may be changed or exchanged for the very same variant. */
  sameVariantAllowed: boolean;
  /** Whether a change of items at the same price leaves an entry of 0 in the payments. */
  recordZeroDifference: boolean;
  /** Goodwill without a colleague: at most this share of the order, this much at once, and this much in a year. */
  goodwill: { percentOfOrder: number; onceCents: number; yearCents: number };
}

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
