import type { Move, Transcript } from '../../models/local/playbook.js';
import type { OrderLineView, OrderView } from '../../tools/orders/order-view.js';
import type { OrderAction } from '../../tools/orders/policy.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { sayAll, sayNames } from '../playbook/say.js';
import { sayDate } from '../playbook/say-date.js';
import { countAlike } from '../playbook/words.js';
import { productWords } from './choose-order.js';

/** How each action is spoken of: what is possible, what is not, and what cannot be done in this chat. */
const WORDING: Record<OrderAction, { can: string; cannot: string; doing: string }> = {
  cancel: { can: 'can still be cancelled', cannot: 'cannot be cancelled', doing: 'cancel it' },
  'modify-address': {
    can: 'can still go to another address',
    cannot: 'cannot go to another address',
    doing: 'change the address',
  },
  'modify-payment': {
    can: 'can be paid differently',
    cannot: 'cannot be paid differently',
    doing: 'change the payment',
  },
  'modify-items': { can: 'can still be changed', cannot: 'cannot be changed', doing: 'change the items' },
  return: { can: 'can be returned', cannot: 'cannot be returned', doing: 'start the return' },
  exchange: { can: 'can be exchanged', cannot: 'cannot be exchanged', doing: 'start the exchange' },
};

/** What policy says to an action on an order, and honestly that this chat does not carry it out yet. */
export function sayVerdict(order: OrderView, action: OrderAction, transcript: Transcript): Move {
  const wording = WORDING[action];
  const verdict = order.allowedActions.find((each) => each.action === action);
  const what = `Order ${order.id} (${sayNames(order.lines.map((line) => line.name))})`;
  if (verdict === undefined) {
    return {
      say: `I cannot tell whether ${what} ${wording.can}. ${PERSON_OFFER} to look at it?`,
      outcome: 'needs-info',
    };
  }
  const detail = action === 'return' ? sayReturnLines(order, transcript) : undefined;
  if (!verdict.allowed) {
    return { say: sayAll([`${what} ${wording.cannot}.`, detail ?? verdict.reason]), outcome: 'answered' };
  }
  if (detail !== undefined && !canReturnNamed(order, transcript.request))
    return { say: detail, outcome: 'answered' };
  return {
    say: sayAll([
      detail ?? sayAllowed(what, action, verdict.note),
      detail === undefined ? '' : 'The money goes back to what paid, or to a gift card.',
      `I cannot ${wording.doing} from this chat yet, so nothing has been changed. ${PERSON_OFFER} to do it?`,
    ]),
    outcome: 'needs-info',
  };
}

/** A note that says itself what is possible needs no sentence before it. */
function sayAllowed(what: string, action: OrderAction, note: string): string {
  const complete = action === 'return' || action.startsWith('modify');
  return complete ? `${what}: ${lowerFirst(note)}` : `${what} ${WORDING[action].can}. ${note}`;
}

/** The lines that the request names; all of them when it names none. */
export function namedLines(order: OrderView, request: string): OrderLineView[] {
  const words = productWords(request);
  const scored = order.lines.map((line) => ({
    line,
    score: countAlike(words, `${line.name} ${line.options}`),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? order.lines : scored.filter(({ score }) => score === best).map(({ line }) => line);
}

function canReturnNamed(order: OrderView, request: string): boolean {
  return namedLines(order, request).some((line) => line.return.allowed);
}

/** Said only when the lines differ or one was named: which of them can be returned until when, and why the others cannot. */
function sayReturnLines(order: OrderView, { request, now, locale }: Transcript): string | undefined {
  const lines = namedLines(order, request);
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
