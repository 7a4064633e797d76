import type { Transcript } from '../../models/local/playbook.js';
import type { ProfileView } from '../../tools/customers/profile-view.js';
import { sayAll, sayList } from '../playbook/say.js';
import { sayDate } from '../playbook/say-date.js';

/** What the profile says, as far as it was asked for. */
export function sayProfile(profile: ProfileView, { now, locale: reader, request }: Transcript): string {
  const { name, email, phone, tier, locale, memberSince, addresses, paymentMethods } = profile;
  return sayAll([
    name !== undefined && `Your account is in the name of ${name}.`,
    email !== undefined && `The e-mail address is ${email}.`,
    phone !== undefined && `The phone number is ${phone}.`,
    tier !== undefined && `Your membership is ${tier}.`,
    locale !== undefined && `Your language setting is ${locale}.`,
    memberSince !== undefined && `You have been with us since ${sayDate(memberSince, now, reader)}.`,
    addresses !== undefined && sayAddresses(addresses, /\bdefault\b/i.test(request)),
    paymentMethods !== undefined && sayPaymentMethods(paymentMethods, /\bgift|\bvoucher/i.test(request)),
  ]);
}

function sayAddresses(all: NonNullable<ProfileView['addresses']>, defaultOnly: boolean): string {
  if (all.length === 0) return 'No address is saved in your account.';
  const [standard] = all.filter(({ isDefault }) => isDefault);
  if (defaultOnly && standard !== undefined)
    return `Your default address is ${standard.label}: ${printAddress(standard.address)}.`;
  const lines = all.map(
    ({ label, isDefault, address }) => `- ${label}${isDefault ? ' (default)' : ''}: ${printAddress(address)}`,
  );
  return `Saved in your account:\n${lines.join('\n')}`;
}

function printAddress(address: NonNullable<ProfileView['addresses']>[number]['address']): string {
  const { recipient, line1, line2, city, region, postalCode, country } = address;
  const parts = [recipient, line1, line2, city, `${region} ${postalCode}`.trim(), country];
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

function sayPaymentMethods(all: NonNullable<ProfileView['paymentMethods']>, giftCardsOnly: boolean): string {
  const methods = giftCardsOnly ? all.filter(({ balance }) => balance !== null) : all;
  if (giftCardsOnly && methods.length === 0) return 'No gift card is saved in your account.';
  if (methods.length === 0) return 'No payment method is saved in your account.';
  const said = methods.map(({ method, balance }) =>
    balance === null ? method : `${method} with ${balance.text} left`,
  );
  return `Saved in your account: ${sayList(said)}.`;
}
