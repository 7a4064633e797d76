import { type Manner, mannerOf, orderNumbersIn } from './message-signals.js';
import type { Clause } from './split-clauses.js';
import { bestOf, type Reading, replyOf } from './targets.js';

/** Words that belong to one request: where they stand, whose they are by the classifier, and how surely. */
export interface Group {
  start: number;
  end: number;
  text: string;
  reading: Reading;
  target: string;
  intent: string;
  score: number;
  manner: Manner;
  orders: readonly string[];
  /** Whether its own words add it to what was said before. */
  added: boolean;
}

/** Words that are no sentence at all ("grey corner sofa") ask for something when it is this clear what. */
const SURE_TO_ASK = 0.45;
/** A statement without a word for a fault reports one all the same when it is this clear which. */
const SURE_TO_REPORT = 0.75;
/** Matters that customers state rather than ask for ("my parcel should have been here on Friday"). */
const STATED =
  /\/(?:fix-problem|software|error-signal|safety-hazard|still-broken|report-problem|payment-trouble|account-access|track-order|refund-status|change-contact|change-account-address|change-account-payment|return-item|how-to|newsletter|set-preference|invoice|membership|exchange-item|recommend|complaint)$/;
/** Any other statement is a wish when it is as clear as this, but for what is mostly told in passing. */
const SURELY_WANTED = 0.9;
const TOLD =
  /^supervisor\/|\/(?:order-details|list-orders|find-product|product-facts|browsing|how-to|categories)$/;
/** What ends so asks, however it begins ("my name is Ferrari, correct it please"). */
const PLEADS = /\b(?:please|pls|plz)\W*$/i;

/** A clause by what the classifier made of its words (`own`), and by that in its conversation (`reading`). */
export function toGroup({ text, start, end, boundary }: Clause, own: Reading, reading: Reading): Group {
  const manner = PLEADS.test(text) ? 'asks' : refine(mannerOf(text), bestOf(own));
  return {
    start,
    end,
    text,
    reading,
    ...bestOf(reading),
    manner,
    orders: orderNumbersIn(text),
    added: boundary === 'added',
  };
}

/** What the classifier is sure of tells more about the manner than the words do. */
function refine(manner: Manner, own: ReturnType<typeof bestOf>): Manner {
  if (manner === 'names') {
    return own.score >= SURE_TO_ASK && replyOf(own.target) === undefined ? 'asks' : 'tells';
  }
  if (manner === 'tells' && own.score >= SURE_TO_REPORT && STATED.test(own.intent)) return 'reports';
  if (manner === 'tells' && own.score >= SURELY_WANTED && !TOLD.test(own.intent)) return 'reports';
  return manner;
}
