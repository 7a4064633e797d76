import type { Move, Transcript } from '../../models/local/playbook.js';
import type { OrderListView } from '../../tools/orders/list-orders.js';
import type { OrderSummary, OrderView } from '../../tools/orders/order-view.js';
import type { OrderAction } from '../../tools/orders/policy.js';
import type { RefundStatusView } from '../../tools/orders/refund-view.js';
import type { TrackingView } from '../../tools/orders/track-shipment.js';
import { call, callsOf, viewOf, viewsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { isProductNoun } from '../playbook/product-nouns.js';
import { sayAll, sayList, sayNumbered } from '../playbook/say.js';
import { answerProblem } from './answer-problem.js';
import { answerRules } from './answer-rules.js';
import { answerStockOf } from './answer-stock.js';
import { changeOrder } from './change-order.js';
import { chooseOrder, type OrderNeed, productWords } from './choose-order.js';
import { sayOrder } from './say-order.js';
import { sayOrderLine } from './say-order-line.js';
import { sayRefunds } from './say-refund.js';
import { sayTracking } from './say-tracking.js';
import { QUESTIONS } from './slot-questions.js';

type Status = OrderSummary['status'];

/** An intent that needs an order. */
type OrderNeedingIntent = Exclude<keyof typeof QUESTIONS, 'complaint'>;

const PENDING: readonly Status[] = ['pending'];
const UNDER_WAY: readonly Status[] = ['pending-modified', 'processed', 'shipped'];
const ANY = () => true;
const isIn = (statuses: readonly Status[]) => (order: OrderSummary) => statuses.includes(order.status);

const NEEDS: Record<OrderNeedingIntent, Omit<OrderNeed, 'question'>> = {
  'order-details': { purpose: 'see your order', fits: ANY, noneFits: '' },
  'track-order': {
    purpose: 'see where your order is',
    fits: isIn(['pending', 'pending-modified', 'processed', 'shipped']),
    noneFits: 'Nothing of yours is on its way at the moment.',
  },
  'cancel-order': {
    purpose: 'look at cancelling an order',
    fits: isIn(PENDING),
    near: UNDER_WAY,
    noneFits:
      'None of your recent orders can be cancelled any more: that works only before an order is packed.',
  },
  'change-address': {
    purpose: 'look at changing an order',
    fits: isIn(PENDING),
    near: UNDER_WAY,
    noneFits:
      'The address can only be changed before an order is packed, and none of your recent orders is waiting for that.',
  },
  'change-payment': {
    purpose: 'look at changing an order',
    fits: isIn(PENDING),
    near: UNDER_WAY,
    noneFits:
      'The payment can only be changed before an order is packed, and none of your recent orders is waiting for that.',
  },
  'change-items': {
    purpose: 'look at changing an order',
    fits: isIn(PENDING),
    near: UNDER_WAY,
    noneFits:
      'Items can only be changed before an order is packed, and none of your recent orders is waiting for that.',
  },
  'return-item': {
    purpose: 'look at a return',
    ofThing: true,
    fits: isIn(['delivered']),
    noneFits: 'Only what has been delivered can be returned, and none of your recent orders has been.',
  },
  'exchange-item': {
    purpose: 'look at an exchange',
    ofThing: true,
    fits: isIn(['delivered']),
    noneFits: 'Only what has been delivered can be exchanged, and none of your recent orders has been.',
  },
  'report-problem': {
    purpose: 'look into this',
    ofThing: true,
    fits: isIn(['delivered', 'shipped']),
    noneFits: 'None of your recent orders has been shipped yet.',
  },
  'refund-status': { purpose: 'see your refunds', fits: ANY, noneFits: '' },
  'order-stock': { purpose: 'see what you ordered', fits: ANY, noneFits: '' },
};

/** Answers what needs one order or a few: finds them, looks them up, and says what was asked for. */
export function answerAboutOrders(transcript: Transcript, intent: OrderNeedingIntent): Move {
  const need = { ...NEEDS[intent], question: QUESTIONS[intent] };
  if (intent === 'refund-status' && !namesOrder(transcript, need))
    return answerAllRefunds(transcript, need.purpose);
  const choice = chooseOrder(transcript, need);
  if ('move' in choice) return choice.move;
  const tool = toolFor(intent);
  if (callsOf(transcript, tool).length === 0) {
    return { calls: choice.orderIds.map((id) => ({ tool, args: { order_id: id } })) };
  }
  return answerWith(transcript, intent, need.purpose);
}

function toolFor(intent: OrderNeedingIntent): string {
  if (intent === 'track-order') return 'track_shipment';
  return intent === 'refund-status' ? 'get_refund_status' : 'get_order';
}

function answerWith(transcript: Transcript, intent: OrderNeedingIntent, purpose: string): Move {
  const tool = toolFor(intent);
  const views = viewsOf<unknown>(transcript, tool);
  if (views.length === 0) return sayFault(transcript, purpose) ?? sayUnknownOrder(transcript, intent);
  const unknown = unknownNumbers(transcript, tool);
  const missed = unknown.length === 0 ? '' : `I do not find ${sayList(unknown)} on your account.`;
  const moves = sayEach(transcript, intent);
  const calls = moves.flatMap((move) => ('calls' in move ? move.calls : []));
  if (calls.length > 0) return { calls };
  const document = intent === 'order-details' ? answerDocument(transcript) : undefined;
  if (document !== undefined && 'calls' in document) return document;
  const last = moves.at(-1);
  if (last === undefined || 'calls' in last) return last ?? sayUnknownOrder(transcript, intent);
  const said = [...moves, ...(document === undefined ? [] : [document])].map((move) =>
    'say' in move ? move.say : '',
  );
  return { say: sayAll([...said, missed], '\n\n'), outcome: last.outcome };
}

/** Where an invoice is to be found stands in the documents. */
function answerDocument(transcript: Transcript): Move | undefined {
  if (!/\b(?:invoice|receipt|bill)\b/i.test(transcript.request)) return undefined;
  const none: Move = {
    say: `I cannot send the document itself from this chat. ${PERSON_OFFER} who can?`,
    outcome: 'needs-info',
  };
  const found = answerRules({ ...transcript, request: 'Where is my invoice or receipt?' }) ?? none;
  return 'say' in found && found !== none
    ? { ...found, say: `Where to find the invoice: ${found.say}` }
    : found;
}

function sayEach(transcript: Transcript, intent: OrderNeedingIntent): Move[] {
  const orders = viewsOf<OrderView>(transcript, 'get_order').map(({ view }) => view);
  switch (intent) {
    case 'track-order':
      return viewsOf<TrackingView>(transcript, 'track_shipment').map(({ view }) =>
        answered(sayTracking(view, transcript)),
      );
    case 'refund-status':
      return viewsOf<RefundStatusView>(transcript, 'get_refund_status').map(({ view }) =>
        answered(sayRefunds(view, transcript)),
      );
    case 'order-details':
      return orders.map((order) => answered(sayOrder(order, transcript)));
    case 'report-problem':
      return orders.map((order) => answerProblem(order, transcript));
    case 'order-stock':
      return orders.slice(0, 1).map((order) => answerStockOf(order, transcript));
    default:
      return orders.map((order) => changeOrder(order, actionFor(order, ACTIONS[intent]), transcript));
  }
}

const ACTIONS: Record<
  'cancel-order' | 'change-address' | 'change-payment' | 'change-items' | 'return-item' | 'exchange-item',
  OrderAction
> = {
  'cancel-order': 'cancel',
  'change-address': 'modify-address',
  'change-payment': 'modify-payment',
  'change-items': 'modify-items',
  'return-item': 'return',
  'exchange-item': 'exchange',
};

/** Another variant is a change before an order is packed and an exchange after it came, whatever it is called. */
function actionFor(order: OrderView, action: OrderAction): OrderAction {
  if (action === 'exchange' && order.status.startsWith('pending')) return 'modify-items';
  if (action === 'modify-items' && order.status === 'delivered') return 'exchange';
  return action;
}

function answered(say: string): Move {
  return { say, outcome: 'answered' };
}

/** A refund can be looked up without an order; one is chosen only when the request names or points at it. */
function namesOrder(transcript: Transcript, need: OrderNeed): boolean {
  if (callsOf(transcript, 'list_orders').length > 0) return true;
  const choice = chooseOrder(transcript, need);
  if ('orderIds' in choice) return true;
  return productWords(transcript.request).some(isProductNoun);
}

function answerAllRefunds(transcript: Transcript, purpose: string): Move {
  const view = viewOf<RefundStatusView>(transcript, 'get_refund_status');
  if (view !== undefined) return answered(sayRefunds(view, transcript));
  return sayFault(transcript, purpose) ?? call('get_refund_status');
}

function unknownNumbers(transcript: Transcript, tool: string): string[] {
  return callsOf(transcript, tool)
    .filter(({ result }) => !result.ok && result.code === 'not-found')
    .map(({ args }) => `order ${String(args['order_id'])}`);
}

/** The number is nobody's or somebody else's; both read the same. The recent orders help to find the right one. */
function sayUnknownOrder(transcript: Transcript, intent: OrderNeedingIntent): Move {
  const recent = viewOf<OrderListView>(transcript, 'list_orders');
  if (recent === undefined) return sayFault(transcript, NEEDS[intent].purpose) ?? call('list_orders');
  const unknown = sayList(unknownNumbers(transcript, toolFor(intent)));
  const lines = recent.orders.slice(0, 3).map((order) => sayOrderLine(order, transcript));
  return {
    say: sayAll(
      [
        `I do not find ${unknown === '' ? 'that order' : unknown} on your account. Our order numbers look like SB-123456 and stand in the confirmation e-mail.`,
        lines.length > 0 && `Your most recent orders are:\n\n${sayNumbered(lines)}`,
        lines.length > 0 && QUESTIONS[intent],
      ],
      '\n\n',
    ),
    outcome: 'needs-info',
  };
}
