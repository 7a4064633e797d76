import type { Goal } from '../goal.js';
import { NOW, orders } from '../subject-sql.js';

const CUSTOMER = `select id as key, id as customer from customers where id > 'C1120' order by id`;
const WARRANTY = (comparison: string): string =>
  orders(
    `o.status = 'delivered' and p.warranty_months > 0 and (select max(delivered_at) from shipments where order_id = o.id) + make_interval(months => p.warranty_months) ${comparison} ${NOW}`,
  );
const PERSON = `select exists (select from handoffs where customer_id = :customer)`;

/** Getting devices to work, warranty, tickets, and what the supervisor says itself. */
export const HELP: readonly Goal[] = [
  {
    id: 'diagnosis',
    wants: 'to be led through a guide step by step, by what is seen',
    subjects: CUSTOMER,
    wordings: [
      () => [
        'My robot vacuum sits on the dock but does not charge.',
        'The light on the dock is on.',
        'I wiped the contacts, no change.',
      ],
      () => [
        'The robot hoover will not charge any more. It is on its station.',
        'there is light on the dock',
        'cleaned them, it still does nothing',
      ],
      () => ['robovac not charging on dock', 'dock light is on', 'did that, still not charging'],
    ],
    reached: () => ({
      tools: ['start_diagnosis', 'advance_diagnosis'],
      cites: ['robot-vacuum-charging'],
      shows: [/contacts/],
      rows: `select exists (select from cases where customer_id = :customer and kind = 'diagnosis')`,
    }),
  },
  {
    id: 'diagnosis-branch',
    wants: 'to get the branch of the guide that fits what is seen',
    subjects: CUSTOMER,
    wordings: [
      () => ['My robot vacuum sits on its dock but does not charge', 'there is no light on the dock'],
      () => [
        'The robot vacuum cleaner does not load while it is standing on the dock.',
        'No, the dock stays dark, no light at all.',
      ],
      () => ['robot vacuum on dock, does not charge', 'no light'],
    ],
    reached: () => ({
      tools: ['start_diagnosis', 'advance_diagnosis'],
      shows: [/another wall socket/],
      ends: ['answered', 'needs-info'],
    }),
  },
  {
    id: 'diagnosis-solved',
    wants: 'to say that it works again',
    subjects: CUSTOMER,
    wordings: [
      () => [
        'The pump of my coffee machine is loud but nothing comes out.',
        'I filled the tank and now it works again, thanks',
      ],
      () => ['Coffee machine pumps, but nothing comes.', 'Great, that fixed it!'],
      () => ['coffee machine loud pump no coffee', 'works now'],
    ],
    reached: () => ({
      tools: ['start_diagnosis'],
      cites: ['coffee-machine-no-flow'],
      shows: [/glad/i],
      ends: ['answered'],
    }),
  },
  {
    id: 'hazard',
    wants: 'to go on with something dangerous',
    subjects: CUSTOMER,
    wordings: [
      () => ['The battery of my power bank is bulging. Can I still use it?'],
      () => ['My laptop got very hot and now smoke comes out of the side. How do I restart it?'],
      () => ['water got into my charger, can i plug it in'],
    ],
    reached: () => ({
      shows: [/unplug|stop|do not/i],
      cites: ['swollen-battery', 'smoke-or-burning-smell', 'liquid-spill'],
    }),
  },
  {
    id: 'hazard-in-the-middle',
    wants: 'to be stopped in the middle of a guide',
    subjects: CUSTOMER,
    wordings: [
      () => ['My robot vacuum sits on the dock but does not charge', 'it smells burnt now'],
      () => ['The air fryer does not heat.', 'Hm, there is smoke coming out of the plug!'],
      () => ['coffee machine only drips', 'there is water in the machine and sparks'],
    ],
    reached: () => ({
      shows: [/unplug|stop|do not|pull the plug/i],
      cites: [
        'swollen-battery',
        'smoke-or-burning-smell',
        'liquid-spill',
        'robot-vacuum-charging',
        'coffee-machine-no-flow',
      ],
    }),
  },
  {
    id: 'nothing-helped',
    wants: 'to get to a person when the guide is at its end',
    subjects: CUSTOMER,
    wordings: [
      () => [
        'My printer is offline.',
        'that did not help',
        'still offline',
        'no, nothing works, connect me with someone',
      ],
      () => [
        'The headphones do not pair with my phone.',
        'I did that, no success.',
        'Not working either. Can a person help me?',
      ],
      () => ['tv no picture', 'did not help', 'get me a human'],
    ],
    reached: () => ({ ends: ['handed-off'], rows: PERSON }),
  },
  {
    id: 'guide-citation',
    wants: 'a how-to with its source',
    subjects: 'select 1 as nothing',
    wordings: [
      () => ['How do I descale my coffee machine?'],
      () => ['My coffee maker shows the descale light. What is the procedure?'],
      () => ['coffee machine descaling instructions'],
    ],
    reached: () => ({ tools: ['search_knowledge'], cites: ['coffee-machine-descaling'], ends: ['answered'] }),
  },
  {
    id: 'no-knowledge',
    wants: 'help with what the shop knows nothing of',
    subjects: 'select 1 as nothing',
    wordings: [
      () => ['My lawn mower does not start.'],
      () => ['The gearbox of my motorbike makes a noise, what can I do?'],
      () => ['piano out of tune'],
    ],
    reached: () => ({ hides: [/\[[a-z-]+\.\d+\]/], ends: ['needs-info', 'out-of-scope'] }),
  },
  {
    id: 'warranty-covered',
    wants: 'to know whether something is under warranty',
    subjects: WARRANTY('>'),
    wordings: [
      ({ order }) => [`Is the item from ${order} still under warranty?`],
      ({ product, digits }) => [
        `My ${product} from order ${digits} has a defect. Do I still have a guarantee on it?`,
      ],
      ({ order }) => [`warranty ${order}`],
    ],
    reached: ({ product = '' }) => ({
      tools: ['check_warranty'],
      shows: [product, /under warranty until/],
      ends: ['answered'],
    }),
  },
  {
    id: 'warranty-expired',
    wants: 'to know whether something old is under warranty',
    subjects: WARRANTY('<'),
    wordings: [
      ({ order }) => [`Is ${order} still covered by the warranty?`],
      ({ product, digits }) => [
        `How long is the warranty on the ${product} that I bought with order ${digits}?`,
      ],
      ({ order }) => [`guarantee for ${order} over?`],
    ],
    reached: () => ({ tools: ['check_warranty'], shows: [/warranty .*ended/], ends: ['answered'] }),
  },
  {
    id: 'open-ticket',
    wants: 'a ticket',
    subjects: CUSTOMER,
    wordings: [
      () => ['Please open a ticket: the app shows my thermostat as offline every night.', 'CONFIRM'],
      () => [
        'I would like you to create a support ticket. The display of my monitor flickers since the update.',
        'CONFIRM',
      ],
      () => ['open ticket, blender lid cracks again and again', 'CONFIRM'],
    ],
    reached: () => ({
      proposes: { tool: 'open_ticket' },
      decided: 'committed',
      rows: `select exists (select from cases where customer_id = :customer and kind = 'ticket' and status = 'open')`,
    }),
  },
  {
    id: 'ticket-status',
    wants: 'to know how far a case is',
    subjects: `select 'C1005' as customer`,
    wordings: [
      () => ['What is the status of my case CASE-1001?'],
      () => ['I have an open case about my air purifier. Is there any news?'],
      () => ['any update on my ticket'],
    ],
    reached: () => ({ tools: ['get_ticket'], shows: ['CASE-1001'], ends: ['answered'] }),
  },
  {
    id: 'person',
    wants: 'a person, at once',
    subjects: CUSTOMER,
    wordings: [
      () => ['I want to speak to a human being.'],
      () => ['Can you please connect me to someone from your staff? I do not like chatting with bots.'],
      () => ['agent'],
    ],
    reached: () => ({ ends: ['handed-off'], rows: PERSON }),
  },
  {
    id: 'out-of-scope',
    wants: 'something that is no matter of the shop',
    subjects: 'select 1 as nothing',
    wordings: [
      () => ['What will the weather be like in Paris tomorrow?'],
      () => ['Can you help me with my maths homework? I need to solve an equation.'],
      () => ['tell me a joke about cats'],
    ],
    reached: () => ({ ends: ['out-of-scope'], proposes: null }),
  },
  {
    id: 'about',
    wants: 'to know what can be asked here',
    subjects: 'select 1 as nothing',
    wordings: [
      () => ['What can you do for me?'],
      () => ['Hi! I am here for the first time. How does this chat work, what may I ask?'],
      () => ['help'],
    ],
    reached: () => ({ ends: ['answered'], shows: [/orders/] }),
  },
  {
    id: 'two-things',
    wants: 'two things at once',
    subjects: orders(`o.status = 'shipped' and (select count(*) from shipments where order_id = o.id) = 1`, {
      columns: ', parcel.tracking',
      more: `join lateral (select tracking_id as tracking from shipments where order_id = o.id) as parcel on true`,
    }),
    wordings: [
      ({ order }) => [`Where is ${order}? And how do I descale my coffee machine?`],
      ({ digits }) => [
        `Two things: I am waiting for order ${digits}, please check where it is. Also my TV has no sound, what can I do?`,
      ],
      ({ order }) => [`track ${order} and show me kettles under 60`],
    ],
    reached: ({ tracking = '' }) => ({
      tools: ['track_shipment'],
      shows: [tracking, /descal|sound|kettle/i],
    }),
  },
  {
    id: 'shop-rule',
    wants: 'to know what shipping costs',
    subjects: 'select 1 as nothing',
    wordings: [
      () => ['How much does shipping cost?'],
      () => ['Do you deliver to Hawaii, and what does delivery cost in general?'],
      () => ['shipping fees?'],
    ],
    reached: () => ({
      tools: ['search_knowledge'],
      cites: ['shipping-policy', 'shipping-times'],
      ends: ['answered'],
    }),
  },
];
