import type { Move, Transcript } from '../../models/local/playbook.js';
import type { OrderView } from '../../tools/orders/order-view.js';
import type { OrderAction } from '../../tools/orders/policy.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { sayAll, sayNames } from '../playbook/say.js';
import { sayDate } from '../playbook/say-date.js';
import { heardLines } from './heard.js';

/** How each action is spoken of: what is possible and what is not. */
const WORDING: Record<OrderAction, { can: string; cannot: string }> = {
  cancel: { can: 'can still be cancelled', cannot: 'cannot be cancelled' },
  'modify-address': { can: 'can still go to another address', cannot: 'cannot go to another address' },
  'modify-payment': { can: 'can be paid differently', cannot: 'cannot be paid differently' },
  'modify-items': { can: 'can still be changed, once', cannot: 'cannot be changed' },
  return: { can: 'can be returned', cannot: 'cannot be returned' },
  exchange: { can: 'can be exchanged, once', cannot: 'cannot be exchanged' },
};

/** Why policy refuses an action on an order, or that it is possible. It never says that anything was done. */
export function sayVerdict(order: OrderView, action: OrderAction, transcript: Transcript): Move {
  const wording = WORDING[action];
  const verdict = order.allowedActions.find((each) => each.action === action);
  const what = whatOf(order);
  if (verdict === undefined) {
    return {
      say: `I cannot tell whether ${what} ${wording.can}. ${PERSON_OFFER} to look at it?`,
      outcome: 'needs-info',
    };
  }
  const detail = action === 'return' ? sayReturnLines(order, transcript) : undefined;
  if (!verdict.allowed) {
    return { say: detail ?? sayAll([`${what} ${wording.cannot}.`, verdict.reason]), outcome: 'answered' };
  }
  return { say: sayAllowed(order, action, transcript), outcome: 'answered' };
}

/** That an action is possible, in one sentence that comes before the proposal or the question for a detail. */
export function sayAllowed(order: OrderView, action: OrderAction, transcript: Transcript): string {
  if (action === 'return') {
    const detail = sayReturnLines(order, transcript);
    const verdict = order.allowedActions.find((each) => each.action === action);
    const note = verdict?.allowed === true ? verdict.note : '';
    return (
      detail ?? `${whatOf(order)} ${note.replace(/^It /, '').replace('to what paid', 'to the way you paid')}`
    );
  }
  return `${whatOf(order)} ${WORDING[action].can}.`;
}

function whatOf(order: OrderView): string {
  return `Order ${order.id} (${sayNames(order.lines.map((line) => line.name))})`;
}

/** Said only when the lines differ or one was named: which of them can be returned until when, and why the others cannot. */
function sayReturnLines(order: OrderView, transcript: Transcript): string | undefined {
  const { now, locale } = transcript;
  const lines = heardLines(order, transcript);
  if (lines.length === order.lines.length && new Set(lines.map((line) => line.return.allowed)).size < 2)
    return undefined;
  const said = lines.map((line) =>
    line.return.allowed
      ? `${line.name} can be returned until ${sayDate(line.return.until, now, locale)}.`
      : `${line.name} cannot be returned: ${lowerFirst(line.return.reason)}`,
  );
  return `In order ${order.id}: ${said.join(' ')}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
