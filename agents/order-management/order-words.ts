import { wordSet } from '../playbook/words.js';

/** Words by which a request says what is to be done; without one, a message that names an order only points at it. */
export const ORDER_WORDS =
  /\b(?:where|track|status|arriv|deliver|ship|late|cancel|return|refund|exchange|swap|chang|pay|paid|cost|price|address|broken|damag|missing|wrong|invoice|receipt|stock|reorder|when|what|how|who|why|did|has|have|go)\w*/i;

/** Words of the trade that do not say which product is meant. */
export const NOT_PRODUCTS =
  wordSet(`order orders ordered ordering purchase purchases purchased package packages parcel parcels
  shipment shipments shipping shipped delivery deliveries delivered deliver arrive arrived arriving arrives track tracking tracked status
  number numbers details detail overview history open pending placed place placing bought buy buying cancel canceled cancelled cancellation
  cancle stop abort call undo revoke return returns returned returning retrun refund refunds refunded exchange exchanged exchanges swap swapped
  trade switch change changed changes changing modify modified edit alter amend update replace replaced replacement instead send sent sending
  money payment payments paid pay paying paypal card cards credit debit gift voucher visa mastercard account bank charged charge charges
  address street postcode zip house home office work live moved move damaged broken wrong missing smashed cracked crushed arrival dead
  problem issue complaint complain compensation discount goodwill trouble late delay delayed delays early waiting wait expected
  stock available availability variant variants version versions color colour colours colors size sizes model bigger smaller larger black white
  red blue green grey gray silver gold eligible label box boxes half part parts whole mistake accident accidentally anymore longer
  found cheaper somewhere mind opened unopened customer service shop store carrier courier driver dhl ups fedex warehouse eta
  invoice receipt total price cost costs amount confirm confirmed confirmation email mail check checked question ask asked
  please kindly dear good bad terrible awful ridiculous unacceptable urgent asap quickly soon immediately directly still already
  like liked love hate prefer rather keep give given bring back anything whole entire complete full kid wife husband son daughter
  show list display find look see view tell explain happen happened happening happens supposed marked says said state news left outstanding
  gotten received receive receiving reach reached older previous past earlier ones several both all each wondering hoping trying`);
