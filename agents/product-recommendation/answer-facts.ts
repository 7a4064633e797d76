import type { Move, Transcript } from '../../models/local/playbook.js';
import type { ProductView } from '../../tools/catalog/product-view.js';
import type { ReviewListView } from '../../tools/catalog/review-view.js';
import type { AvailabilityView } from '../../tools/orders/check-availability.js';
import { call, viewOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { sayAll, sayCount, sayList } from '../playbook/say.js';
import { countAlike, tellingWords, wordSet, wordsOf } from '../playbook/words.js';
import { chooseProduct } from './choose-product.js';
import { sayPrice } from './say-products.js';
import { toSearchRequest } from './search-request.js';

/** Facts of one product from the catalog: the aspect asked for, or the product in short. */
export function answerFacts(transcript: Transcript): Move {
  const choice = chooseProduct(transcript);
  if ('move' in choice) return choice.move;
  const product = viewOf<ProductView>(transcript, 'get_product');
  if (product === undefined)
    return sayFault(transcript, 'look the product up') ?? lookUp('get_product', choice, transcript);
  return { say: sayProduct(product, transcript.request), outcome: 'answered' };
}

function lookUp(tool: string, { productId }: { productId: string }, transcript: Transcript): Move {
  const gone = transcript.calls.some((each) => each.tool === tool && !each.result.ok);
  if (gone) return { say: 'I do not find that product in our catalog any more.', outcome: 'answered' };
  return call(tool, { product_id: productId });
}

function sayProduct(product: ProductView, request: string): string {
  const plain = request.toLowerCase();
  const { name } = product;
  if (/\b(?:price|cost|how much|expensive|cheap\w*)\b/.test(plain)) {
    return `${name}: ${sayPrice(product)}, ${product.inStock ? 'in stock' : 'out of stock at the moment'}.`;
  }
  if (/\bwarranty|guarantee/.test(plain)) {
    return `${name}: ${product.warrantyMonths === 0 ? 'no warranty' : `${product.warrantyMonths} months of warranty`}.`;
  }
  if (/\bcolou?rs?\b|\bsizes?\b|\bversions?\b|\bvariants?\b|\bcomes? in\b/.test(plain)) {
    return `${name}: ${sayOptions(product)}.`;
  }
  if (/\breturn|final sale/.test(plain)) {
    return `${name}: ${product.finalSale ? 'a final sale, so it cannot be returned' : 'no final sale; the usual return rules hold'}.`;
  }
  const asked = attributesFor(product, request);
  if (asked.length > 0)
    return `${name}: ${sayList(asked.map(([key, value]) => `${readable(key)} ${value}`))}.`;
  const aspect = aspectOf(product, request);
  return sayAll([
    aspect === '' ? '' : `The catalog says nothing about "${aspect}" here. What it says:`,
    inShort(product),
  ]);
}

function inShort(product: ProductView): string {
  const attributes = Object.entries(product.attributes)
    .slice(0, 5)
    .map(([name, value]) => `- ${readable(name)}: ${value}`);
  const rating =
    product.rating === null
      ? ''
      : `, ${product.rating.average.toFixed(1)} of 5 stars from ${sayCount(product.rating.count, 'review')}`;
  return sayAll(
    [
      `**${product.name}** by ${product.brand}, ${sayPrice(product)}${rating}${product.inStock ? '' : ', out of stock at the moment'}. ${product.description}`,
      ...attributes,
    ],
    '\n',
  );
}

function sayOptions(product: ProductView): string {
  const inStock = product.items
    .filter((item) => item.inStock && item.options !== '')
    .map((item) => item.options);
  const out = product.items
    .filter((item) => !item.inStock && item.options !== '')
    .map((item) => item.options);
  if (inStock.length + out.length === 0) return 'one version only';
  return sayAll([
    sayList(inStock.slice(0, 10)),
    out.length > 0 && `(out of stock: ${sayList(out.slice(0, 6))})`,
  ]);
}

const RELATED: Readonly<Record<string, string>> = {
  long: 'battery',
  last: 'battery',
  charge: 'battery',
  loud: 'noise',
  quiet: 'noise',
  heavy: 'weight',
  weigh: 'weight',
  big: 'size capacity',
  large: 'size capacity',
  screen: 'display resolution panel',
  resolution: 'display',
  bluetooth: 'connection',
  wifi: 'connection',
  wireless: 'connection',
  port: 'ports connection',
  ports: 'connection',
  jack: 'connection',
  waterproof: 'water',
  watts: 'power',
  wattage: 'power',
  memory: 'ram storage',
  tank: 'capacity water',
  hdr: 'picture hdr',
  suction: 'suction',
  strong: 'power suction',
};

function attributesFor(product: ProductView, request: string): [string, string][] {
  const words = wordsOf(request).flatMap((word) => [word, ...(RELATED[word]?.split(' ') ?? [])]);
  const telling = words.filter((word) => word.length > 2 && !wordsOf(product.name).includes(word));
  return Object.entries(product.attributes).filter(
    ([name, value]) =>
      countAlike(
        telling.filter((word) => !COMMON.has(word)),
        `${readable(name)} ${value}`,
      ) > 0,
  );
}

const COMMON = wordSet(
  'the does has have what which with and for how this that its are can will about more tell one first second third product from',
);
const NO_ASPECT = wordSet(
  'tell about details detail info specs spec technical data more describe description product facts',
);

function aspectOf(product: ProductView, request: string): string {
  const own = wordsOf(`${product.name} ${product.brand} ${product.category}`);
  return tellingWords(request, NO_ASPECT)
    .filter((word) => countAlike([word], own.join(' ')) === 0)
    .slice(0, 3)
    .join(' ');
}

function readable(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

/** Whether a product can be had now, variant by variant. */
export function answerStock(transcript: Transcript): Move {
  const choice = chooseProduct(transcript);
  if ('move' in choice) return choice.move;
  const stock = viewOf<AvailabilityView>(transcript, 'check_availability');
  if (stock === undefined)
    return (
      sayFault(transcript, 'check the stock') ?? call('check_availability', { item_ids: [choice.productId] })
    );
  const wanted = stock.items.filter((item) => countAlike(tellingWords(transcript.request), item.options) > 0);
  const meant = wanted.length > 0 ? wanted : stock.items;
  const options = toSearchRequest(transcript.request).options ?? [];
  const missing = options.filter((option) =>
    stock.items.every((item) => countAlike([option], item.options) === 0 && !item.options.includes(option)),
  );
  const available = meant.filter((item) => item.inStock);
  const name = stock.items[0]?.name ?? choice.name;
  const say = (item: AvailabilityView['items'][number]) =>
    `${item.options === '' ? 'available' : item.options} (${item.price.text}${item.quantity < 5 ? `, only ${item.quantity} left` : ''})`;
  if (available.length === 0) {
    const others = stock.items.filter((item) => item.inStock).slice(0, 4);
    const which = wanted.length > 0 ? ` in ${sayList(wanted.map((item) => item.options))}` : '';
    return {
      say: sayAll([
        `${name}${which}: out of stock at the moment. I cannot say when that changes.`,
        others.length > 0 && `In stock: ${sayList(others.map(say))}.`,
      ]),
      outcome: 'answered',
    };
  }
  const head =
    missing.length > 0 ? `${name} does not come in ${sayList(missing, 'or')}. In stock` : `${name}, in stock`;
  return {
    say: `${head}: ${sayList(available.slice(0, 6).map(say))}.`,
    outcome: 'answered',
  };
}

/** What customers say of a product, as quotes. */
export function answerReviews(transcript: Transcript): Move {
  const choice = chooseProduct(transcript);
  if ('move' in choice) return choice.move;
  const reviews = viewOf<ReviewListView>(transcript, 'search_reviews');
  if (reviews === undefined) {
    const aspect = reviewAspect(transcript.request, choice.name);
    return (
      sayFault(transcript, 'read the reviews') ??
      call('search_reviews', { product_id: choice.productId, ...(aspect === '' ? {} : { aspect }) })
    );
  }
  if (reviews.rating === null)
    return { say: `Nobody has reviewed ${reviews.name} yet.`, outcome: 'answered' };
  const head = `Customers give ${reviews.name} ${reviews.rating.average.toFixed(1)} of 5 stars (${sayCount(reviews.rating.count, 'review')}).`;
  const about =
    reviews.aspect === null
      ? ''
      : reviews.matching === 0
        ? `Nobody mentions "${reviews.aspect}".`
        : `${sayCount(reviews.matching, 'review')} ${reviews.matching === 1 ? 'speaks' : 'speak'} of "${reviews.aspect}":`;
  const quotes = reviews.quotes
    .slice(0, 3)
    .map((quote) => `- ${quote.rating}/5: "${quote.text}" (${quote.author})`);
  return { say: sayAll([sayAll([head, about]), ...quotes], '\n'), outcome: 'answered' };
}

const REVIEW_WORDS =
  wordSet(`review reviews reviewed opinion opinions customer customers people ppl users user buyers buyer feedback rating rated ratings stars star say
  says think thinks happy mention mentions mentioned complaint complaints common bad good negative positive points experience experiences quote read testimonials
  according practice worth praised`);

function reviewAspect(request: string, name: string): string {
  const own = wordsOf(name);
  return tellingWords(request, REVIEW_WORDS)
    .filter((word) => countAlike([word], own.join(' ')) === 0)
    .slice(0, 3)
    .join(' ');
}
