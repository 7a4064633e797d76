import type { Move, Transcript } from '../../models/local/playbook.js';
import type { OrderView } from '../../tools/orders/order-view.js';
import type { TrackingView } from '../../tools/orders/track-shipment.js';
import { call, viewOf } from '../playbook/calls.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { sayAll, sayNames } from '../playbook/say.js';
import { onDate } from '../playbook/say-date.js';
import { sayTracking } from './say-tracking.js';
import { namedLines } from './say-verdict.js';

const NOT_RECEIVED =
  /\b(?:never (?:got|came|arrived|received|turned up)|not (?:arrived|received|here|come)|nothing (?:has )?(?:come|arrived)|lost|stolen|nobody|hasn'?t (?:come|arrived)|didn'?t (?:get|arrive|come|receive)|nowhere)\b/i;

/** What to do about an order that arrived damaged, wrong, incomplete or not at all: the facts, and a person. */
export function answerProblem(order: OrderView, transcript: Transcript): Move {
  if (NOT_RECEIVED.test(transcript.request) || order.deliveredAt === null)
    return answerNotReceived(order, transcript);
  const what = sayNames(namedLines(order, transcript.request).map((line) => line.name));
  const delivered = onDate(order.deliveredAt, transcript.now, transcript.locale);
  return {
    say: sayAll([
      `I am sorry that ${what} from order ${order.id}, delivered ${delivered}, did not reach you as it should.`,
      'Please keep the item and its packaging, and take a photo if something is broken.',
      `I cannot open the case from this chat yet. ${PERSON_OFFER} who can arrange a replacement or your money back?`,
    ]),
    outcome: 'needs-info',
  };
}

function answerNotReceived(order: OrderView, transcript: Transcript): Move {
  const tracking = viewOf<TrackingView>(transcript, 'track_shipment');
  if (tracking === undefined) return call('track_shipment', { order_id: order.id });
  const claimsDelivery = tracking.shipments.some((shipment) => shipment.deliveredAt !== null);
  return {
    say: sayAll(
      [
        sayTracking(tracking, transcript),
        claimsDelivery
          ? `If it did not reach you, please ask your neighbours first. ${PERSON_OFFER} to open a search with the carrier?`
          : `${PERSON_OFFER} to look into it?`,
      ],
      '\n\n',
    ),
    outcome: 'needs-info',
  };
}
