import type { PolicySettings } from '../../policy-settings.js';
import type { MethodRecord } from './order-change.js';

/** What every plan depends on besides the order and what is asked. */
export interface PlanContext {
  /** All payment methods of the customer. */
  methods: readonly MethodRecord[];
  policy: PolicySettings;
  now: Date;
}
