import type { Goal } from '../goal.js';
import { money, NOW } from '../subject-sql.js';

const CUSTOMER = (columns = '', more = '', order = ''): string =>
  `select c.id as key, c.id as customer, c.email, c.phone, c.tier ${columns} from customers c ${more} where c.id > 'C1010' order by c.id ${order}`;

/** The customer's own data. */
export const ACCOUNT: readonly Goal[] = [
  {
    id: 'profile',
    wants: 'to know which e-mail address is on the account',
    subjects: CUSTOMER(),
    wordings: [
      () => ['Which e-mail address do you have for me?'],
      () => ['I get no messages from you. What mail address is stored in my account?'],
      () => ['my email on file?'],
    ],
    reached: ({ email = '' }) => ({ tools: ['get_profile'], shows: [email], ends: ['answered'] }),
  },
  {
    id: 'tier',
    wants: 'to know the membership',
    subjects: CUSTOMER(),
    wordings: [
      () => ['What membership level do I have?'],
      () => ['Am I a premium customer or just a normal one?'],
      () => ['my tier?'],
    ],
    reached: ({ tier = '' }) => ({ tools: ['get_profile'], shows: [tier], ends: ['answered'] }),
  },
  {
    id: 'default-address',
    wants: 'to know which of the addresses is the default',
    subjects: CUSTOMER(
      `, a.address ->> 'line1' as line1`,
      `join customer_addresses a on a.customer_id = c.id and a.is_default join customer_addresses w on w.customer_id = c.id and w.label = 'work'`,
    ),
    wordings: [
      () => ['What addresses do you have for me?', 'which one is the default?'],
      () => ['Where do you send my parcels if I do not say anything?'],
      () => ['show my default address'],
    ],
    reached: ({ line1 = '' }) => ({ tools: ['get_profile'], shows: [line1, /default/i], ends: ['answered'] }),
  },
  {
    id: 'gift-balance',
    wants: 'to know what is left on the gift card',
    subjects: CUSTOMER(
      `, ${money('m.balance_cents')} as balance`,
      `join payment_methods m on m.customer_id = c.id and m.kind = 'gift-card'`,
    ),
    wordings: [
      () => ['How much is left on my gift card?'],
      () => ['I still have a gift card with you. What is its balance?'],
      () => ['gift card balance'],
    ],
    reached: ({ balance = '' }) => ({ tools: ['get_profile'], shows: [balance], ends: ['answered'] }),
  },
  {
    id: 'payment-methods',
    wants: 'to know which ways to pay are saved',
    subjects: CUSTOMER(
      ', m.last_four as last4',
      `join payment_methods m on m.customer_id = c.id and m.kind = 'credit-card'`,
    ),
    wordings: [
      () => ['Which payment methods are saved in my account?'],
      () => ['I am not sure if my card is stored with you. Can you check how I can pay?'],
      () => ['list my saved cards'],
    ],
    reached: ({ last4 = '' }) => ({ tools: ['get_profile'], shows: [last4], ends: ['answered'] }),
  },
  {
    id: 'change-phone',
    wants: 'another phone number on the account',
    subjects: CUSTOMER('', '', 'desc'),
    wordings: [
      () => ['Please change my phone number to +1 503 555 0188.', 'CONFIRM'],
      () => [
        'I have a new mobile. Could you update that in my account?',
        { whenAsked: 'It is +1 503 555 0188' },
        'CONFIRM',
      ],
      () => ['new phone +1 503 555 0188', 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'update_contact', level: 'step-up' },
      decided: 'committed',
      rows: `select regexp_replace(phone, '\\D', '', 'g') = '15035550188' from customers where id = :customer`,
    }),
  },
  {
    id: 'change-mail',
    wants: 'another e-mail address on the account',
    subjects: CUSTOMER(`, 'new.' || lower(c.id) || '@example.org' as wanted`, '', 'desc'),
    wordings: [
      ({ wanted }) => [`My new e-mail address is ${wanted}, please update it.`, 'CONFIRM'],
      ({ wanted }) => [
        'I lost access to my old mailbox. I need to change my email with you.',
        { whenAsked: `${wanted}` },
        'CONFIRM',
      ],
      ({ wanted }) => [`change email to ${wanted}`, 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'update_contact', level: 'step-up' },
      decided: 'committed',
      rows: `select email = :wanted from customers where id = :customer`,
    }),
  },
  {
    id: 'change-address',
    wants: 'another address on the account',
    subjects: CUSTOMER('', '', 'desc'),
    wordings: [
      () => [
        'I moved. My new address is 9 Birch Court, Denver, CO 80203. Please save it in my account.',
        'CONFIRM',
      ],
      () => [
        'Can you update the home address in my profile?',
        { whenAsked: '9 Birch Court, Denver, CO 80203' },
        'CONFIRM',
      ],
      () => ['update my address: 9 Birch Court, Denver CO 80203', 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'update_address', level: 'step-up' },
      decided: 'committed',
      rows: `select exists (select from customer_addresses where customer_id = :customer and address ->> 'line1' = '9 Birch Court' and address ->> 'postalCode' = '80203')`,
    }),
  },
  {
    id: 'preferences',
    wants: 'to know what is remembered',
    subjects: CUSTOMER(
      ', f.value',
      `join preferences f on f.customer_id = c.id and f.key = 'favorite-color'`,
    ),
    wordings: [
      () => ['What do you remember about me?'],
      () => ['Which preferences of mine are stored? I would like to see them.'],
      () => ['show my preferences'],
    ],
    reached: ({ value = '' }) => ({ tools: ['get_preferences'], shows: [value], ends: ['answered'] }),
  },
  {
    id: 'set-preference',
    wants: 'a preference remembered',
    subjects: CUSTOMER(),
    wordings: [
      () => ['Please remember that my favorite brand is Lumora.'],
      () => ['For next time: I prefer wireless headphones. Keep that in mind.'],
      () => ['note that I have a dog'],
    ],
    reached: () => ({
      tools: ['set_preference'],
      ends: ['answered'],
      rows: `select exists (select from preferences where customer_id = :customer and source = 'stated' and updated_at >= ${NOW} - interval '1 day' and value ~* 'lumora|wireless|dog')`,
    }),
  },
  {
    id: 'forget-preference',
    wants: 'a preference forgotten',
    subjects: CUSTOMER(
      ', f.value',
      `join preferences f on f.customer_id = c.id and f.key = 'favorite-color'`,
    ),
    wordings: [
      () => ['Please forget my favourite colour.', 'CONFIRM'],
      () => [
        'I do not want you to know which colour I like. Delete that please.',
        { whenAsked: 'the favorite color' },
        'CONFIRM',
      ],
      () => ['forget favorite color', 'CONFIRM'],
    ],
    reached: () => ({
      tools: ['forget_preference'],
      rows: `select not exists (select from preferences where customer_id = :customer and key = 'favorite-color')`,
    }),
  },
  {
    id: 'browsing',
    wants: 'to see what was looked at',
    subjects: `select b.customer_id as key, b.customer_id as customer, (array_agg(p.name order by b.at desc))[1] as product from browsing_events b join products p on p.id = b.product_id
      where b.kind = 'view' and b.at > ${NOW} - interval '20 days' group by 1, 2 order by 1`,
    wordings: [
      () => ['What products did I look at recently?'],
      () => [
        'I saw something nice in your shop but forgot its name. Can you tell me what I viewed this month?',
      ],
      () => ['my browsing history please'],
    ],
    reached: ({ product = '' }) => ({
      tools: ['get_browsing_summary'],
      shows: [product],
      ends: ['answered'],
    }),
  },
  {
    id: 'account-anonymous',
    wants: 'account data without being signed in',
    subjects: 'select 1 as nothing',
    wordings: [
      () => ['Which e-mail address do you have for me?'],
      () => ['Please change my phone number to +1 503 555 0188.'],
      () => ['what do you know about me'],
    ],
    reached: () => ({ shows: [/sign in/i], proposes: null, ends: ['needs-info'] }),
  },
  {
    id: 'card-not-in-chat',
    wants: 'to add a card, which the chat does not do',
    subjects: CUSTOMER(),
    wordings: [
      () => ['I want to add a new credit card to my account.'],
      () => ['My card expired. Can you replace it in my profile with the new one?'],
      () => ['remove my saved card'],
    ],
    reached: () => ({ proposes: null, shows: [/not (?:changed|been changed)/i], ends: ['needs-info'] }),
  },
];
