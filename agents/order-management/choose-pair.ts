import type { Move, Transcript } from '../../models/local/playbook.js';
import type { AvailabilityView } from '../../tools/orders/check-availability.js';
import type { OrderLineView, OrderView } from '../../tools/orders/order-view.js';
import type { OrderAction } from '../../tools/orders/policy.js';
import { call, viewsOf } from '../playbook/calls.js';
import { withoutRuledOut } from '../playbook/corrections.js';
import { sayFault } from '../playbook/faults.js';
import { sayAll, sayList, sayNumbered } from '../playbook/say.js';
import { countAlike, wordsOf } from '../playbook/words.js';
import { heardLines, heardTexts } from './heard.js';
import { sayAllowed } from './say-verdict.js';
import { pointedLines, SLOT_QUESTIONS } from './slot-questions.js';
import type { WriteArguments } from './write-arguments.js';

type Variant = AvailabilityView['items'][number];

const MOST_VARIANTS = 8;

/** Which item becomes which variant: the words of the request are looked for among the options that are in stock. */
export function choosePair(order: OrderView, action: OrderAction, transcript: Transcript): WriteArguments {
  const heard = heardTexts(transcript);
  const lines = heardLines(order, transcript);
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
  const all = lines.flatMap((line) => variantsOf(line, stock.view.items));
  const candidates = all.filter(({ variant }) => variant.inStock);
  const pointed = pointedLines(transcript);
  const chosen = candidates.filter(({ variant }) =>
    pointed.some((line) => line.startsWith(describe(variant))),
  );
  const wished = chosen.length > 0 ? chosen : bestHeard(all, heard);
  const fitting = wished.filter(({ variant }) => variant.inStock);
  const [only, another] = fitting;
  if (only !== undefined && another === undefined) {
    return { args: { pairs: [{ from: only.line.itemId, to: only.variant.itemId }] } };
  }
  const listed = (fitting.length > 0 ? fitting : candidates.toSorted(byLikeness)).slice(0, MOST_VARIANTS);
  const gone = fitting.length === 0 ? wished.map(({ variant }) => describe(variant)) : [];
  const unknown = wished.length === 0 ? unknownColour(all, transcript.request) : undefined;
  return { move: askVariant(order, action, { listed, gone, unknown }, transcript) };
}

/** What is wished and not there is said; what is there is listed. */
function askVariant(
  order: OrderView,
  action: OrderAction,
  {
    listed,
    gone,
    unknown,
  }: { listed: readonly Candidate[]; gone: readonly string[]; unknown: string | undefined },
  transcript: Transcript,
): Move {
  const noColour = unknown === undefined ? '' : `There is none in ${unknown}.`;
  const wish =
    gone.length === 0
      ? noColour
      : `${sayList(gone.slice(0, 3))} ${gone.length > 1 ? 'are' : 'is'} not in stock at the moment.`;
  if (listed.length === 0) {
    const none = `There is no other variant of what you ordered in ${order.id} in stock at the moment.`;
    return { say: sayAll([wish, none]), outcome: 'answered' };
  }
  const lines = sayNumbered(listed.map(({ variant }) => `${describe(variant)}: ${variant.price.text}`));
  const lead = sayAll([sayAllowed(order, action, transcript), wish]);
  return {
    say: `${lead} In stock now:\n\n${lines}\n\n${SLOT_QUESTIONS['change-items']}`,
    outcome: 'needs-info',
  };
}

const COLOUR =
  /\b(?:black|white|red|blue|navy|green|gr[ae]y|silver|gold|pink|yellow|brown|purple|violet|orange|teal|beige|turquoise|coral|sage)\b/gi;

/** A colour that the request wishes for and no variant has. */
function unknownColour(candidates: readonly Candidate[], request: string): string | undefined {
  const options = wordsOf(candidates.map(({ variant }) => variant.options).join(' '));
  return (withoutRuledOut(request).match(COLOUR) ?? [])
    .map((colour) => colour.toLowerCase())
    .find((colour) => !options.includes(colour));
}

interface Candidate {
  line: OrderLineView;
  variant: Variant;
}

function variantsOf(line: OrderLineView, variants: readonly Variant[]): Candidate[] {
  return variants
    .filter((variant) => variant.productId === line.productId && variant.itemId !== line.itemId)
    .map((variant) => ({ line, variant }));
}

/** What keeps most of what was ordered comes first. */
function byLikeness(left: Candidate, right: Candidate): number {
  return keptOptions(right) - keptOptions(left);
}

function keptOptions({ line, variant }: Candidate): number {
  const options = variant.options.split(', ');
  return line.options.split(', ').filter((option) => options.includes(option)).length;
}

/** By the newest message that names options. */
function bestHeard(candidates: readonly Candidate[], heard: readonly string[]): Candidate[] {
  for (const text of heard) {
    const fitting = bestFor(candidates, withoutRuledOut(text));
    if (fitting.length > 0) return fitting;
  }
  return [];
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
  return `${variant.name} (${variant.options})`;
}

function isDeepEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
