import { findPriceRange, type PriceRange, withoutPrice } from '../playbook/price-range.js';
import { tellingWords, wordSet } from '../playbook/words.js';

/** Arguments of `search_products`, read from a request. */
export interface SearchRequest {
  query?: string;
  min_price?: number;
  max_price?: number;
  options?: string[];
  in_stock?: boolean;
  sort?: 'price-asc' | 'price-desc' | 'rating';
  limit: number;
}

const COLOURS =
  /\b(black|white|red|blue|green|grey|gray|silver|gold|pink|yellow|navy|copper|cream|orange|purple|brown|beige|coral|graphite|charcoal|sand|mint|teal|rose)\b/i;

const NOT_WANTED =
  wordSet(`buy buying purchase looking search searching find recommend recommendation recommendations suggest suggestion suggestions advise
  gift gifts present presents idea ideas birthday christmas xmas housewarming show sell selling offer carry stock available availability
  cheap cheapest cheaper affordable inexpensive expensive priciest price prices priced budget budgets cost costs spend dollars euros bucks quid usd eur max maximum
  under below over above between best better top rated rating ratings good great nice quality popular option options alternative alternatives
  interested interesting need needs want wants wish love loves like likes anything models model kind kinds sort sorts type types brand brands
  mom mum mother dad father wife husband girlfriend boyfriend sister brother friend friends colleague boss grandma grandpa son daughter kid kids
  come comes version versions variant variants edition old new brandnew please currently choose choosing pick decide compare comparison versus vs shop store catalog catalogue range
  different another else else's somewhat bit smaller bigger lower higher sorted ones maker similar prefer preferably replace replacing dying broken instead
  article articles something anybody anyone useful suitable fit fits fitting matching match work works go goes along along accessory accessories compatible ram inch inches screen size plane flight trip others mean show quick search find anything suits decent ones
  less pricey suit viewing viewed considering talk mine theirs people customers say says reviews review opinion opinions`);

/** Whether an option is a colour; a new colour takes the place of an old one. */
export function isColour(option: string): boolean {
  return COLOURS.test(option);
}

const SIZES = /(\d+(?:[.,]\d+)?)[\s-]?(inch(?:es)?|"|”|gb|tb|hz)(?=\W|$)/gi;

/** What to search for: price limits, colour, size, stock and order go into filters, the telling words into the query. */
export function toSearchRequest(request: string): SearchRequest {
  const plain = request.toLowerCase();
  const colour = COLOURS.exec(request)?.[1]?.toLowerCase();
  const options = [...(colour === undefined ? [] : [colour]), ...sizesIn(request)];
  const words = tellingWords(withoutPrice(request.replace(SIZES, ' ')), NOT_WANTED).filter(
    (word) => word !== colour,
  );
  const query = words.slice(0, 10).join(' ');
  const sort = sortOf(plain);
  return {
    ...(query === '' ? {} : { query }),
    ...priceArgs(findPriceRange(request)),
    ...(options.length === 0 ? {} : { options }),
    ...(/\bin stock\b|\bavailable\b|\bright (?:now|away)\b/.test(plain) ? { in_stock: true } : {}),
    ...(sort === undefined ? {} : { sort }),
    limit: 4,
  };
}

/** Sizes in the catalog's spelling, such as "55 inch" and "256 GB". */
function sizesIn(request: string): string[] {
  return [...request.matchAll(SIZES)].map(([, amount = '', unit = '']) => {
    const name = /inch|["”]/i.test(unit) ? 'inch' : unit.toLowerCase() === 'hz' ? 'Hz' : unit.toUpperCase();
    return `${amount.replace(',', '.')} ${name}`;
  });
}

/** Price limits as the tool takes them. */
export function priceArgs({ min, max }: PriceRange): Pick<SearchRequest, 'min_price' | 'max_price'> {
  return {
    ...(min === undefined ? {} : { min_price: min }),
    ...(max === undefined ? {} : { max_price: max }),
  };
}

function sortOf(plain: string): SearchRequest['sort'] {
  if (/\bcheapest\b|\blowest price\b|\bsort\w* (?:them )?by price\b|\bleast expensive\b/.test(plain))
    return 'price-asc';
  if (/\bmost expensive\b|\bpriciest\b|\bhigh[- ]end\b|\bpremium\b/.test(plain)) return 'price-desc';
  if (/\b(?:best|top|highest|well|good)[- ](?:rated|ratings?|reviewed|reviews)\b/.test(plain))
    return 'rating';
  return undefined;
}
