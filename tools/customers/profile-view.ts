import type { PostalAddress } from '../../database/schema.js';
import type { PrintedMoney } from '../print-money.js';

/** What `get_profile` answers: only the fields that were asked for. Dates are ISO instants in UTC. */
export interface ProfileView {
  name?: string;
  email?: string;
  phone?: string;
  tier?: 'standard' | 'plus' | 'premium';
  locale?: string;
  memberSince?: string;
  /** The default one first. */
  addresses?: { label: string; isDefault: boolean; address: PostalAddress }[];
  /** Never more than the last four digits; a balance for gift cards only. */
  paymentMethods?: { method: string; kind: string; balance: PrintedMoney | null }[];
}
