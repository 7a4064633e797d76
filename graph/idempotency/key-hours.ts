/** How long an idempotency key stands for its request. */
export const KEY_HOURS = 24;
