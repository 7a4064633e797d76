import { DEFAULT_POLICY, type PolicySettings } from '../../tools/policy-settings.js';

/**
 * The rules of the recorded retail world, as data for our own rules: an item may become the variant that it is, a change
 * at the same price leaves an entry of nothing, and no return waits for a colleague.
 */
export const TAU_RETAIL_POLICY: PolicySettings = {
  ...DEFAULT_POLICY,
  returnApprovalAboveCents: Number.MAX_SAFE_INTEGER,
  sameVariantAllowed: true,
  recordZeroDifference: true,
};
