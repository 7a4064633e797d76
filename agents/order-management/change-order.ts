import type { Move, Transcript } from '../../models/local/playbook.js';
import type { OrderLineView, OrderView } from '../../tools/orders/order-view.js';
import type { OrderAction } from '../../tools/orders/policy.js';
import { findAddress, findAddressLabel } from '../playbook/addresses.js';
import { call, callsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { findKeptQuantity, findQuantity } from '../playbook/quantities.js';
import { sayAll, sayNumbered } from '../playbook/say.js';
import { sayWrite } from '../playbook/say-proposed.js';
import { cancelReason, findMethodWords, findRefundWords, returnReason } from './change-words.js';
import { choosePair } from './choose-pair.js';
import { heardLines, heardTexts, readHeard } from './heard.js';
import { sayAllowed, sayVerdict } from './say-verdict.js';
import { openSlot, pointedLines, SLOT_QUESTIONS } from './slot-questions.js';
import type { WriteArguments } from './write-arguments.js';

const TOOLS: Record<OrderAction, string> = {
  cancel: 'cancel_order',
  'modify-address': 'modify_order_address',
  'modify-payment': 'modify_order_payment',
  'modify-items': 'modify_order_items',
  return: 'return_items',
  exchange: 'exchange_items',
};

/** What only wants to know the time that is left. */
const ASKS_UNTIL_WHEN =
  /\b(?:how long (?:do|have|can|may|is|will|am)|how (?:many days|much time)|(?:until|till|by) when|what is the (?:deadline|last day))\b/i;

/** Does what can be done about a change now: says why it is not possible, asks for what is missing, or proposes it. */
export function changeOrder(order: OrderView, action: OrderAction, transcript: Transcript): Move {
  const allowed = order.allowedActions.some((verdict) => verdict.action === action && verdict.allowed);
  const lines = heardLines(order, transcript);
  if (!allowed || (action === 'return' && lines.every((line) => !line.return.allowed)))
    return sayVerdict(order, action, transcript);
  if (ASKS_UNTIL_WHEN.test(transcript.request)) return sayVerdict(order, action, transcript);
  const tool = TOOLS[action];
  const made = callsOf(transcript, tool).find(({ args }) => args['order_id'] === order.id);
  if (made !== undefined) {
    const failed = sayFault(transcript, 'prepare this') ?? sayVerdict(order, action, transcript);
    const said = sayWrite(made, sayAllowed(order, action, transcript)) ?? failed;
    return made.result.ok ? said : askInstead(said, { order, action, tried: triedIn(made.args) });
  }
  const found = argumentsFor(action, order, transcript);
  return 'move' in found ? found.move : call(tool, { order_id: order.id, ...found.args });
}

/** A choice that cannot be had is asked for again, with the order, so that the answer finds its way. */
function askInstead(
  move: Move,
  { order: { id }, action, tried }: { order: OrderView; action: OrderAction; tried: string | undefined },
): Move {
  const question = ASK_INSTEAD[action];
  if (!('say' in move) || move.outcome !== 'needs-info' || question === undefined) return move;
  const lead = `For order ${id} I looked for ${tried === undefined ? 'that' : `"${tried}"`}.`;
  return { ...move, say: sayAll([lead, move.say, question]) };
}

/** The choice that a write was called with. */
function triedIn(args: Record<string, unknown>): string | undefined {
  return [args['refund_to'], args['payment_method'], args['saved_address']].find(
    (value) => typeof value === 'string',
  );
}

const ASK_INSTEAD: Partial<Record<OrderAction, string>> = {
  'modify-address': SLOT_QUESTIONS['change-address'],
  'modify-payment': SLOT_QUESTIONS['change-payment'],
  return: SLOT_QUESTIONS['return-money'],
};

function argumentsFor(action: OrderAction, order: OrderView, transcript: Transcript): WriteArguments {
  switch (action) {
    case 'cancel':
      return { args: { reason: readHeard(transcript, cancelReason) ?? 'no longer needed' } };
    case 'modify-address':
      return addressFor(order, transcript);
    case 'modify-payment': {
      const method = readHeard(transcript, findMethodWords);
      if (method !== undefined) return { args: { payment_method: method } };
      return ask(`${sayAllowed(order, action, transcript)} ${SLOT_QUESTIONS['change-payment']}`);
    }
    case 'return':
      return itemsFor(order, transcript);
    case 'modify-items':
      if (TAKES_OUT.test(transcript.request)) return { move: sayAsAWhole(order) };
      return choosePair(order, action, transcript);
    case 'exchange':
      return choosePair(order, action, transcript);
  }
}

/** Pieces that shall not come at all. */
const TAKES_OUT =
  /\b(?:remove|take|drop|leave|delete|knock|strike|cut)\b.*\b(?:out of|off|from)\b|\b(?:drop|remove|delete|without) (?:one|two|the other|the (?:first|second|last))\b|\b(?:one|only one|just one) (?:\w+ )?is enough\b/i;

function sayAsAWhole({ id, allowedActions }: OrderView): Move {
  const cancel = allowedActions.some(({ action, allowed }) => action === 'cancel' && allowed);
  const instead = cancel ? 'The whole order can be cancelled, or what' : 'What';
  return {
    say: `I cannot take single pieces out of order ${id}, only swap a variant for another. ${instead} you do not need can be sent back after it came.`,
    outcome: 'answered',
  };
}

function addressFor(order: OrderView, transcript: Transcript): WriteArguments {
  const address = readHeard(transcript, findAddress);
  if (address !== undefined) return { args: { address } };
  const label = readHeard(transcript, findAddressLabel);
  if (label !== undefined) return { args: { saved_address: label } };
  return ask(
    `${sayAllowed(order, 'modify-address', transcript)} ${SLOT_QUESTIONS['change-address']} Please write street and number, city, state and postal code, or the name of an address on your account, such as "work".`,
  );
}

/** The items that were named; without any, all that can go back, unless the customer speaks of a part. */
function itemsFor(order: OrderView, transcript: Transcript): WriteArguments {
  const heard = heardTexts(transcript);
  const pointed = pointedLines(transcript);
  const chosen = order.lines.filter((line) => pointed.includes(describe(line)));
  const named = (chosen.length > 0 ? chosen : heardLines(order, transcript)).filter(
    (line) => line.return.allowed,
  );
  const isPart = heard.some((text) => PART.test(text));
  if (isPart && named.length > 1 && named.length === order.lines.length) {
    return ask(
      `Order ${order.id} has these items:\n\n${sayNumbered(named.map(describe))}\n\n${SLOT_QUESTIONS['return-item']}`,
    );
  }
  const isDestination = openSlot(transcript)?.intent === 'return-money';
  const refundTo =
    (isDestination ? findMethodWords(transcript.request) : undefined) ??
    readHeard(transcript, findRefundWords);
  const reason = readHeard(transcript, returnReason);
  const quantity = partOf(named, transcript);
  const items = [...new Set(named.map((line) => line.itemId))].map((item_id) => ({
    item_id,
    ...(quantity === undefined ? {} : { quantity }),
    ...(reason === undefined ? {} : { reason }),
  }));
  return { args: { items, ...(refundTo === undefined ? {} : { refund_to: refundTo }) } };
}

const PART = /\b(?:something|one of|an item|a part|part of|one thing|some of|not all|not everything)\b/i;

/** How many pieces of the one item that was named go back; undefined for all of them. */
function partOf(named: readonly OrderLineView[], transcript: Transcript): number | undefined {
  const [only, ...others] = named;
  if (only === undefined || others.length > 0) return undefined;
  const kept = readHeard(transcript, findKeptQuantity);
  const quantity =
    readHeard(transcript, findQuantity) ?? (kept === undefined ? undefined : only.quantity - kept);
  return quantity !== undefined && quantity >= 1 && quantity < only.quantity ? quantity : undefined;
}

function describe(line: OrderLineView): string {
  return line.options === '' ? line.name : `${line.name} (${line.options})`;
}

function ask(say: string): WriteArguments {
  return { move: { say, outcome: 'needs-info' } };
}
