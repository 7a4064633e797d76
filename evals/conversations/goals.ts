import type { Goal } from './goal.js';
import { ACCOUNT } from './goals/account.js';
import { RETURNS } from './goals/after-delivery.js';
import { HELP } from './goals/help.js';
import { ORDER_CHANGES } from './goals/order-changes.js';
import { ORDER_READS } from './goals/order-reads.js';
import { SHOPPING } from './goals/shopping.js';
import { TROUBLES } from './goals/troubles.js';

/** Every goal, by what it is about. */
export const GOALS: Readonly<Record<string, readonly Goal[]>> = {
  'order questions': ORDER_READS,
  'changes before shipping': ORDER_CHANGES,
  'returns and exchanges': RETURNS,
  'troubles and credit': TROUBLES,
  shopping: SHOPPING,
  account: ACCOUNT,
  'help and people': HELP,
};
