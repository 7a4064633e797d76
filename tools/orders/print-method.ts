import type { PaymentMethodKind } from '../../database/schema.js';

/** A payment method as far as a customer may see it. */
export interface PrintableMethod {
  methodKind: PaymentMethodKind | null;
  brand: string | null;
  lastFour: string | null;
}

/** Names a payment method without giving more of it away than the last four digits. */
export function printMethod({ methodKind, brand, lastFour }: PrintableMethod): string {
  switch (methodKind) {
    case 'credit-card':
      return lastFour ? `${brand ?? 'card'} ending in ${lastFour}` : (brand ?? 'a credit card');
    case 'paypal':
      return 'PayPal';
    case 'gift-card':
      return lastFour ? `gift card ending in ${lastFour}` : 'a gift card';
    case null:
      return 'a payment method that is no longer on the account';
  }
}
