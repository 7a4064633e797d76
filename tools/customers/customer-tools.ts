import type { Tool } from '../tool.js';
import { forgetPreference } from './forget-preference.js';
import { getBrowsingSummary } from './get-browsing-summary.js';
import { getPreferences } from './get-preferences.js';
import { getProfile } from './get-profile.js';
import { setPreference } from './set-preference.js';
import { updateAddress } from './update-address.js';
import { updateContact } from './update-contact.js';

/** What can be done about the customer's own account. */
export const customerTools: readonly Tool[] = [
  getProfile,
  getPreferences,
  getBrowsingSummary,
  updateAddress,
  updateContact,
  setPreference,
  forgetPreference,
];
