import type { Tool } from '../tool.js';
import { getBrowsingSummary } from './get-browsing-summary.js';
import { getPreferences } from './get-preferences.js';
import { getProfile } from './get-profile.js';

/** What can be done about the customer's own account. */
export const customerTools: readonly Tool[] = [getProfile, getPreferences, getBrowsingSummary];
