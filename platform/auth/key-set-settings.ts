import type { ConfigProblem } from '../config-error.js';
import type { Settings } from '../settings.js';
import type { CustomerKeySet } from './customer-key-set.js';

const NAMES = ['CUSTOMER_JWKS_URL', 'CUSTOMER_TOKEN_ISSUER', 'CUSTOMER_TOKEN_AUDIENCE'] as const;
type KeySetSettings = Pick<Settings, (typeof NAMES)[number]>;

/** The shop's own login, where one is set. */
export function keySetOf({
  CUSTOMER_JWKS_URL: url,
  CUSTOMER_TOKEN_ISSUER: issuer,
  CUSTOMER_TOKEN_AUDIENCE: audience,
}: KeySetSettings): CustomerKeySet | undefined {
  if (url === undefined || issuer === undefined || audience === undefined) return undefined;
  return { url, issuer, audience };
}

/** A key set without issuer and audience would take the tokens of that login for any other service. */
export function keySetProblems(settings: KeySetSettings): ConfigProblem[] {
  const missing = NAMES.filter((name) => settings[name] === undefined);
  if (missing.length === 0 || missing.length === NAMES.length) return [];
  return missing.map((setting) => ({ setting, message: `goes with ${NAMES.join(', ')}: set all or none` }));
}
