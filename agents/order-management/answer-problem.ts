import type { Move, Transcript } from '../../models/local/playbook.js';
import type { OrderView } from '../../tools/orders/order-view.js';
import type { TrackingView } from '../../tools/orders/track-shipment.js';
import { call, callsOf, viewOf } from '../playbook/calls.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { sayAll, sayNames } from '../playbook/say.js';
import { onDate } from '../playbook/say-date.js';
import { sayWrite } from '../playbook/say-proposed.js';
import { problemKind, problemWish } from './change-words.js';
import { heardTexts, readHeard } from './heard.js';
import { namedLines, namesLines } from './named-lines.js';
import { sayTracking } from './say-tracking.js';

const NOT_RECEIVED =
  /\b(?:empty|no one|noone|have nothing|got nothing|does(?:n't| not) (?:arrive|come)|don'?t have (?:it|anything)|never (?:got|came|arrived|received|turned up)|not (?:arrived|received|here|come)|nothing (?:has )?(?:come|came|arrived)|(?:there is|is) nothing (?:here|there)|nothing (?:is )?here|overdue|lost|stolen|nobody|hasn'?t (?:come|arrived)|didn'?t (?:get|arrive|come|receive)|nowhere)\b/i;

/** What to do about an order that arrived damaged, wrong, incomplete or not at all: the facts, and a case for it. */
export function answerProblem(order: OrderView, transcript: Transcript): Move {
  if (NOT_RECEIVED.test(transcript.request) || order.deliveredAt === null)
    return answerNotReceived(order, transcript);
  const heard = heardTexts(transcript);
  const lines = namedLines(order, heard.find((text) => namesLines(order, text)) ?? '');
  const delivered = onDate(order.deliveredAt, transcript.now, transcript.locale);
  const kind = problemKind(heard.join(' '));
  const lead = sayAll([
    `I am sorry about the trouble with ${sayNames(lines.map((line) => line.name))} from order ${order.id}, delivered ${delivered}.`,
    KEEP[kind],
  ]);
  const wish = readHeard(transcript, problemWish);
  const items = lines.length === order.lines.length ? {} : { items: lines.map((line) => line.itemId) };
  return report(order, transcript, lead, {
    kind,
    ...items,
    ...(wish === undefined ? {} : { wish }),
  });
}

const KEEP = {
  damaged: 'Please keep the item and its packaging, and take a photo of the damage.',
  wrong: 'Please keep what you got, unused and in its packaging.',
  missing: 'Please keep the packaging until it is settled.',
} as const;

function answerNotReceived(order: OrderView, transcript: Transcript): Move {
  const tracking = viewOf<TrackingView>(transcript, 'track_shipment');
  if (tracking === undefined) return call('track_shipment', { order_id: order.id });
  const said = sayTracking(tracking, transcript);
  const claimsDelivery = tracking.shipments.some((shipment) => shipment.deliveredAt !== null);
  if (claimsDelivery) {
    const lead = `${said}\n\nIf it did not reach you, please ask your neighbours as well.`;
    return report(order, transcript, lead, {
      kind: 'missing',
      items: missingItems(order, transcript.request),
    });
  }
  if (tracking.late) return report(order, transcript, said, { kind: 'late' });
  return { say: sayAll([said, `${PERSON_OFFER} to look into it?`], '\n\n'), outcome: 'needs-info' };
}

/** What did not come although it is said to have: what was named, otherwise all that was delivered. */
function missingItems(order: OrderView, request: string): string[] {
  const named = namedLines(order, request);
  const meant =
    named.length < order.lines.length ? named : order.lines.filter((line) => line.deliveredAt !== null);
  return meant.map((line) => line.itemId);
}

function report(order: OrderView, transcript: Transcript, lead: string, args: Record<string, unknown>): Move {
  const made = callsOf(transcript, 'report_problem').find((each) => each.args['order_id'] === order.id);
  if (made === undefined) {
    const description = heardTexts(transcript).toReversed().join(' / ').slice(0, 500);
    return call('report_problem', { order_id: order.id, ...args, description });
  }
  const said = sayWrite(made, lead);
  if (said !== undefined && made.result.ok) return said;
  const why = said !== undefined && 'say' in said ? said.say : '';
  return { say: sayAll([lead, why, `${PERSON_OFFER} to look into it?`]), outcome: 'needs-info' };
}
