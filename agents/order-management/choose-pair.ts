import type { Transcript } from '../../models/local/playbook.js';
import type { AvailabilityView } from '../../tools/orders/check-availability.js';
import type { OrderLineView, OrderView } from '../../tools/orders/order-view.js';
import type { OrderAction } from '../../tools/orders/policy.js';
import { call, viewsOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { sayNumbered } from '../playbook/say.js';
import { countAlike, wordsOf } from '../playbook/words.js';
import { namedLines, sayAllowed } from './say-verdict.js';
import { pointedLines, SLOT_QUESTIONS } from './slot-questions.js';
import type { WriteArguments } from './write-arguments.js';

type Variant = AvailabilityView['items'][number];

const MOST_VARIANTS = 8;

/** Which item becomes which variant: the words of the request are looked for among the options that are in stock. */
export function choosePair(order: OrderView, action: OrderAction, transcript: Transcript): WriteArguments {
  const lines = namedLines(order, transcript.request);
  const productIds = [...new Set(lines.map((line) => line.productId))].slice(0, 10);
  const stock = viewsOf<AvailabilityView>(transcript, 'check_availability').find(({ args }) =>
    isDeepEqual(args['item_ids'], productIds),
  );
  if (stock === undefined) {
    return {
      move:
        sayFault(transcript, 'look at other variants') ??
        call('check_availability', { item_ids: productIds }),
    };
  }
  const candidates = lines.flatMap((line) => variantsOf(line, stock.view.items));
  const pointed = pointedLines(transcript);
  const chosen = candidates.filter(({ variant }) => pointed.includes(describe(variant)));
  const fitting = chosen.length > 0 ? chosen : bestFor(candidates, transcript.request);
  const [only, another] = fitting;
  if (only !== undefined && another === undefined) {
    return { args: { pairs: [{ from: only.line.itemId, to: only.variant.itemId }] } };
  }
  const listed = (fitting.length > 0 ? fitting : candidates.toSorted(byLikeness))
    .slice(0, MOST_VARIANTS)
    .map(({ variant }) => describe(variant));
  const say =
    listed.length === 0
      ? `There is no other variant of what you ordered in ${order.id} in stock at the moment.`
      : `${sayAllowed(order, action, transcript)} In stock now:\n\n${sayNumbered(listed)}\n\n${SLOT_QUESTIONS['change-items']}`;
  return { move: { say, outcome: listed.length === 0 ? 'answered' : 'needs-info' } };
}

interface Candidate {
  line: OrderLineView;
  variant: Variant;
}

function variantsOf(line: OrderLineView, variants: readonly Variant[]): Candidate[] {
  return variants
    .filter(
      (variant) => variant.productId === line.productId && variant.itemId !== line.itemId && variant.inStock,
    )
    .map((variant) => ({ line, variant }));
}

/** What keeps most of what was ordered comes first. */
function byLikeness(left: Candidate, right: Candidate): number {
  return keptOptions(right) - keptOptions(left);
}

function keptOptions({ line, variant }: Candidate): number {
  return countAlike(wordsOf(line.options), variant.options);
}

/** Those whose options the request names most; among equals, those that keep the most of what was ordered. */
function bestFor(candidates: readonly Candidate[], request: string): Candidate[] {
  const words = wordsOf(request);
  const wanted = candidates.map((candidate) => ({
    candidate,
    score: countAlike(
      wordsOf(candidate.variant.options).filter((word) => !wordsOf(candidate.line.options).includes(word)),
      words.join(' '),
    ),
  }));
  const best = Math.max(0, ...wanted.map(({ score }) => score));
  if (best === 0) return [];
  const fitting = wanted.filter(({ score }) => score === best).map(({ candidate }) => candidate);
  const kept = fitting.map(keptOptions);
  const most = Math.max(...kept);
  return fitting.filter((_, index) => kept[index] === most);
}

function describe(variant: Variant): string {
  return `${variant.name} (${variant.options}): ${variant.price.text}`;
}

function isDeepEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
