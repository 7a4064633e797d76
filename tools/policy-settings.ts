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
}

/** The shop's rules as they ship. */
export const DEFAULT_POLICY: PolicySettings = {
  returnWindowDays: 30,
  returnApprovalAboveCents: 50_000,
  refundBusinessDays: { earliest: 5, latest: 7 },
  handoffExpectedMinutes: 15,
};
