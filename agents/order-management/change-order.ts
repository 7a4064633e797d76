import type { Move, Transcript } from '../../models/local/playbook.js';
import type { OrderLineView, OrderView } from '../../tools/orders/order-view.js';
import type { OrderAction } from '../../tools/orders/policy.js';
import { findAddress, findAddressLabel } from '../playbook/addresses.js';
import { call, callsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { sayNumbered } from '../playbook/say.js';
import { sayWrite } from '../playbook/say-proposed.js';
import { cancelReason, findMethodWords, findRefundWords, returnReason } from './change-words.js';
import { choosePair } from './choose-pair.js';
import { namedLines, sayAllowed, sayVerdict } from './say-verdict.js';
import { pointedLines, SLOT_QUESTIONS } from './slot-questions.js';
import type { WriteArguments } from './write-arguments.js';

const TOOLS: Record<OrderAction, string> = {
  cancel: 'cancel_order',
  'modify-address': 'modify_order_address',
  'modify-payment': 'modify_order_payment',
  'modify-items': 'modify_order_items',
  return: 'return_items',
  exchange: 'exchange_items',
};

/** Does what can be done about a change now: says why it is not possible, asks for what is missing, or proposes it. */
export function changeOrder(order: OrderView, action: OrderAction, transcript: Transcript): Move {
  const allowed = order.allowedActions.some((verdict) => verdict.action === action && verdict.allowed);
  const lines = namedLines(order, transcript.request);
  if (!allowed || (action === 'return' && lines.every((line) => !line.return.allowed)))
    return sayVerdict(order, action, transcript);
  const tool = TOOLS[action];
  const made = callsOf(transcript, tool).find(({ args }) => args['order_id'] === order.id);
  if (made !== undefined) {
    const failed = sayFault(transcript, 'prepare this') ?? sayVerdict(order, action, transcript);
    return sayWrite(made, sayAllowed(order, action, transcript)) ?? failed;
  }
  const found = argumentsFor(action, order, transcript);
  return 'move' in found ? found.move : call(tool, { order_id: order.id, ...found.args });
}

function argumentsFor(action: OrderAction, order: OrderView, transcript: Transcript): WriteArguments {
  const { request } = transcript;
  switch (action) {
    case 'cancel':
      return { args: { reason: cancelReason(request) } };
    case 'modify-address':
      return addressFor(order, transcript);
    case 'modify-payment': {
      const method = findMethodWords(request);
      if (method !== undefined) return { args: { payment_method: method } };
      return ask(`${sayAllowed(order, action, transcript)} ${SLOT_QUESTIONS['change-payment']}`);
    }
    case 'return':
      return itemsFor(order, transcript);
    case 'modify-items':
    case 'exchange':
      return choosePair(order, action, transcript);
  }
}

function addressFor(order: OrderView, transcript: Transcript): WriteArguments {
  const address = findAddress(transcript.request);
  if (address !== undefined) return { args: { address } };
  const label = findAddressLabel(transcript.request);
  if (label !== undefined) return { args: { saved_address: label } };
  return ask(
    `${sayAllowed(order, 'modify-address', transcript)} ${SLOT_QUESTIONS['change-address']} Please write street and number, city, state and postal code, or the name of an address on your account, such as "work".`,
  );
}

/** The items that were named; without any, all that can go back, unless the customer speaks of a part. */
function itemsFor(order: OrderView, transcript: Transcript): WriteArguments {
  const { request } = transcript;
  const pointed = pointedLines(transcript);
  const chosen = order.lines.filter((line) => pointed.includes(describe(line)));
  const named = (chosen.length > 0 ? chosen : namedLines(order, request)).filter(
    (line) => line.return.allowed,
  );
  const isPart = /\b(?:something|one of|an item|a part|part of|one thing|some of)\b/i.test(request);
  if (isPart && named.length > 1 && named.length === order.lines.length) {
    return ask(
      `Order ${order.id} has these items:\n\n${sayNumbered(named.map(describe))}\n\n${SLOT_QUESTIONS['return-item']}`,
    );
  }
  const refundTo = findRefundWords(request);
  const reason = returnReason(request);
  const items = [...new Set(named.map((line) => line.itemId))].map((item_id) => ({
    item_id,
    ...(reason === undefined ? {} : { reason }),
  }));
  return { args: { items, ...(refundTo === undefined ? {} : { refund_to: refundTo }) } };
}

function describe(line: OrderLineView): string {
  return line.options === '' ? line.name : `${line.name} (${line.options})`;
}

function ask(say: string): WriteArguments {
  return { move: { say, outcome: 'needs-info' } };
}
