import type { Wording } from './goal.js';

const HARBOR = '48 Harbor Lane, Apt 3, Portland, OR 97204';

/** Wordings as they come on a busy day, terse, chatty, misspelt, over-polite or with a second matter; nothing was tuned on them either. */
export const ROUGH_WORDINGS: Readonly<Record<string, Wording>> = {
  'list-orders': () => ['my purchases so far pls'],
  'open-orders': () => ['So hi again, I lost track a bit - which of my orders are still due to come?'],
  'order-contents': ({ digits }) => [`remind me whats inside ${digits}`],
  'order-payment': ({ order }) => [
    `For my bookkeeping: the amount of ${order} and the card it was charged to, if you would be so kind.`,
  ],
  track: ({ order }) => [`${order} - wheres that parcel atm??`],
  'not-shipped-yet': ({ order }) => [`Just checking in on ${order}, has it left your warehouse by now?`],
  'refund-status': ({ order }) => [
    `I cancelled ${order} a while ago and my bank still shows nothing coming back.`,
  ],
  cancel: ({ order }) => [`scrap ${order}`, { whenAsked: 'yes cancel' }, 'CONFIRM'],
  'cancel-after-list': () => ['list my orders', 'get rid of number 1 please', 'CONFIRM'],
  'cancel-second-thoughts': ({ order }) => [
    `I would be grateful if you could cancel ${order} for me.`,
    'hmm no, keep it after all',
  ],
  'order-address': ({ order }) => [
    `We moved last weekend!! Everything is chaos here, anyway: ${order} must come to ${HARBOR}`,
    'CONFIRM',
  ],
  'order-payment-change': ({ order }) => [`pay ${order} w/ paypal instead`, 'CONFIRM'],
  'change-variant': ({ order, wanted }) => [
    `I clicked the wrong version in ${order}, should have been ${wanted}. Can you fix that?`,
    { whenAsked: `${wanted}` },
    'CONFIRM',
  ],
  'cancel-shipped': ({ order }) => [`stop ${order} before it gets to me, I dont want it anymore`],
  return: ({ order }) => [
    `Sorry to bother you, but we are not happy with ${order} and would love to hand it back.`,
    'CONFIRM',
  ],
  'return-to-gift-card': ({ order }) => [`retrun ${order}, refund as giftcard pls`, 'CONFIRM'],
  'partial-return': ({ order, second }) => [
    `The ${second} out of ${order} is going back to you, I keep everything else.`,
    'CONFIRM',
  ],
  'return-too-late': ({ order }) => [`is it too late to send ${order} back`],
  exchange: ({ order, wanted }) => [
    `Is there a chance to get the ${wanted} version for what I received in ${order}?`,
    { whenAsked: `${wanted}` },
    'CONFIRM',
  ],
  'exchange-correction': ({ order, first, wanted }) => [
    `pls swap ${order} for ${first}`,
    `hang on, ${wanted} would be better`,
    'CONFIRM',
  ],
  'return-rules': () => ["What's the time frame for giving things back if I don't like them?"],
  damaged: ({ order }) => [`Opened ${order} today and it's in pieces... I need a working one`, 'CONFIRM'],
  'wrong-item': ({ order }) => [`you shipped me somebody elses stuff in ${order}`, 'CONFIRM'],
  'missing-item': ({ order, second }) => [`${order}: no ${second} in the carton`, 'CONFIRM'],
  'never-arrived': ({ order }) => [
    `Your page says ${order} was handed over, yet my porch is empty and nobody here took it.`,
    'CONFIRM',
  ],
  'small-credit': ({ order }) => [`${order} came way too slow, knock 5 dollars off`, 'CONFIRM'],
  'complaint-to-person': () => [
    'This is the third time you mess up! I want to talk to whoever is in charge.',
  ],
  'search-price': () => ['headphones <150 usd'],
  'search-cheaper': () => ['headphones?', 'too pricey, what else'],
  'product-options': ({ product }) => [`${product} colours?`],
  compare: ({ first, second }) => [`${first} or ${second}, which one should I take?`],
  stock: ({ product }) => [`Hello there, might the ${product} be available at the moment?`],
  gift: () => ['need a present for my dad, hes mad about coffee, up to 100 bucks'],
  'second-of-list': () => ['show robot vacums', '2 please'],
  profile: () => ['whats my mail adress w/ you'],
  'payment-methods': () => ['cards saved on my account?'],
  'change-phone': () => ['new nr: +1 503 555 0188', 'CONFIRM'],
  'change-mail': ({ wanted }) => [`Could you kindly switch my contact email over to ${wanted}?`, 'CONFIRM'],
  'forget-preference': () => [
    "You don't need to know my favorite color any longer.",
    { whenAsked: 'favorite color' },
    'CONFIRM',
  ],
  'diagnosis-solved': () => ['coffee machine pumps loudly, no coffee', 'that did it, thanks!'],
  'guide-citation': () => ['how descale coffee machine'],
  'warranty-covered': ({ order }) => [`is ${order} still under waranty`],
  'open-ticket': () => [
    'My smart plug turns off every night, pls open a support ticket so that sombody checks it.',
    'CONFIRM',
  ],
  'ticket-status': () => ['any news on CASE-1001?'],
  person: () => ['no bots. human.'],
  'two-things': ({ order }) => [`eta for ${order}? oh and kettles below 60 dollars pls`],
  'shop-rule': () => ['How much is shipping?'],
};
