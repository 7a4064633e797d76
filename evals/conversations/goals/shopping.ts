import type { Goal } from '../goal.js';
import { money, NOW } from '../subject-sql.js';

/** A visitor who is not signed in. */
const NOBODY = 'select 1 as nothing';
const PRODUCT = (
  where = 'true',
  more = '',
): string => `select p.id as key, p.id as product_id, p.name as product, p.brand,
  replace(p.category, '-', ' ') as noun, ${money('(select min(price_cents) from variants where product_id = p.id)')} as price ${more}
  from products p where ${where} order by p.id`;
const CATEGORY = (
  category: string,
  below: number,
): string => `select (select id from products p where category = '${category}'
  and (select min(price_cents) from variants where product_id = p.id) <= ${below * 100} order by id limit 1) as fits,
  (select p.name from products p where category = '${category}' and (select min(price_cents) from variants where product_id = p.id) > ${below * 100} order by id limit 1) as dear`;

/** Finding and choosing products. */
export const SHOPPING: readonly Goal[] = [
  {
    id: 'search-price',
    wants: 'products of a kind up to a price',
    subjects: CATEGORY('headphones', 150),
    wordings: [
      () => ['I am looking for headphones under 150 dollars.'],
      () => ['My old pair broke yesterday. Do you have headphones that cost no more than $150?'],
      () => ['headphones max 150'],
    ],
    reached: ({ fits = '', dear = '' }) => ({
      tools: ['search_products'],
      cards: [fits],
      hides: dear === '' ? [] : [`**${dear}**`],
    }),
  },
  {
    id: 'search-option',
    wants: 'a product of a kind in a colour',
    subjects: `select (select p.id from products p join variants v on v.product_id = p.id where p.category = 'kettle' and v.options::text ilike '%black%' limit 1) as fits`,
    wordings: [
      () => ['Do you sell a black kettle?'],
      () => ['I would like to buy a new kettle. It should be black to match my kitchen.'],
      () => ['kettle black'],
    ],
    reached: ({ fits = '' }) => ({ tools: ['search_products'], cards: [fits] }),
  },
  {
    id: 'search-typo',
    wants: 'a product whose name is misspelt',
    subjects: PRODUCT(`p.name in ('Aurora ANC Headphones', 'Orbit R1 Robot Vacuum', 'Breeze Air Purifier')`),
    wordings: [
      () => ['have you got the aurora anc hedphones'],
      () => ['I am searching for a robot vaccuum, I think it was called Orbit'],
      () => ['Do you have the breeze air purifer?'],
    ],
    reached: () => ({
      shows: [/Aurora ANC Headphones|Orbit R1 Robot Vacuum|Breeze Air Purifier/],
      ends: ['answered'],
    }),
  },
  {
    id: 'search-cheaper',
    wants: 'something cheaper than what was shown',
    subjects: `select name as cheapest from products p where category = 'headphones' order by (select min(price_cents) from variants where product_id = p.id) limit 1`,
    wordings: [
      () => ['Show me some headphones', 'anything cheaper?'],
      () => ['I need headphones for the train', 'Those are too expensive for me.'],
      () => ['headphones', 'which of them is the cheapest'],
    ],
    reached: ({ cheapest = '' }) => ({ shows: [cheapest] }),
  },
  {
    id: 'not-sold',
    wants: 'something that the shop does not have',
    subjects: NOBODY,
    wordings: [
      () => ['Do you sell bicycles?'],
      () => ['I want to buy a guitar for my daughter, do you carry any?'],
      () => ['garden chairs?'],
    ],
    reached: () => ({ shows: [/nothing|not|outside/i], hides: [/This is what fits/] }),
  },
  {
    id: 'product-facts',
    wants: 'the facts about a product',
    subjects: PRODUCT('p.warranty_months > 0'),
    wordings: [
      ({ product }) => [`Tell me about the ${product}.`],
      ({ product }) => [`I am thinking about buying the ${product}. What does it cost?`],
      ({ product }) => [`${product} price`],
    ],
    reached: ({ product_id = '', price = '' }) => ({
      cards: [product_id],
      shows: [price],
      ends: ['answered'],
    }),
  },
  {
    id: 'product-options',
    wants: 'to know which versions of a product there are',
    subjects: `select p.id as key, p.name as product, (select v.options ->> 'colour' from variants v where v.product_id = p.id order by id limit 1) as one,
      (select v.options ->> 'colour' from variants v where v.product_id = p.id order by id desc limit 1) as other from products p
      where (select count(distinct v.options ->> 'colour') from variants v where v.product_id = p.id) >= 2 order by 1`,
    wordings: [
      ({ product }) => [`Which colours does the ${product} come in?`],
      ({ product }) => [`Is the ${product} available in different colors? I would like to know all of them.`],
      ({ product }) => [`${product} what versions are there`],
    ],
    reached: ({ one = '', other = '' }) => ({ shows: [one, other], ends: ['answered'] }),
  },
  {
    id: 'compare',
    wants: 'two products compared',
    subjects: `select a.id as key, a.name as first, b.name as second from products a join products b on b.category = a.category and b.id > a.id order by a.category, a.id`,
    wordings: [
      ({ first, second }) => [`Compare the ${first} with the ${second}.`],
      ({ first, second }) => [`I can't decide between ${first} and ${second}. What is the difference?`],
      ({ first, second }) => [`${first} vs ${second}`],
    ],
    reached: ({ first = '', second = '' }) => ({
      tools: ['compare_products'],
      shows: [first, second],
      ends: ['answered'],
    }),
  },
  {
    id: 'categories',
    wants: 'to know what the shop sells',
    subjects: NOBODY,
    wordings: [
      () => ['What kinds of products do you sell?'],
      () => ['I am new here. What do you have in your range?'],
      () => ['list your product categories'],
    ],
    reached: () => ({ tools: ['list_categories'], ends: ['answered'] }),
  },
  {
    id: 'reviews',
    wants: 'what others say of a product',
    subjects: PRODUCT('(select count(*) from reviews r where r.product_id = p.id) > 3'),
    wordings: [
      ({ product }) => [`What do other customers say about the ${product}?`],
      ({ product }) => [`Is the ${product} any good? I would like to read reviews first.`],
      ({ product }) => [`reviews ${product}`],
    ],
    reached: ({ product = '' }) => ({ tools: ['search_reviews'], shows: [product], ends: ['answered'] }),
  },
  {
    id: 'stock',
    wants: 'to know whether a product is in stock',
    subjects: PRODUCT(
      `exists (select from variants v join variant_stock s on s.variant_id = v.id where v.product_id = p.id and s.quantity > 0)`,
    ),
    wordings: [
      ({ product }) => [`Is the ${product} in stock?`],
      ({ product }) => [`I need a ${product} this week. Do you have any left?`],
      ({ product }) => [`${product} available?`],
    ],
    reached: ({ product = '' }) => ({ shows: [product, /in stock/], ends: ['answered'] }),
  },
  {
    id: 'recommend-profile',
    wants: 'a suggestion by what was bought before',
    subjects: `select customer_id as key, customer_id as customer from orders where status = 'delivered' group by 1 having count(*) > 2 order by 1`,
    wordings: [
      () => ['Can you recommend something for me based on what I bought?'],
      () => ['You know my purchases. What else might I like?'],
      () => ['any recommendations for me?'],
    ],
    reached: () => ({ tools: ['recommend_products'], ends: ['answered'] }),
  },
  {
    id: 'recommend-browsing',
    wants: 'a suggestion by what was looked at',
    subjects: `select customer_id as key, customer_id as customer from browsing_events where at > ${NOW} - interval '30 days' group by 1 having count(*) > 3 order by 1`,
    wordings: [
      () => ['Suggest me something that fits the things I looked at recently.'],
      () => ['I browsed your shop the other day. Based on what I viewed, what would you recommend?'],
      () => ['recommendations from my browsing history'],
    ],
    reached: () => ({ tools: ['recommend_products'], ends: ['answered'] }),
  },
  {
    id: 'accessory',
    wants: 'what goes with a device',
    subjects: NOBODY,
    wordings: [
      () => ['Which ink fits the Quill Ink Printer?'],
      () => ['I own a Quill Ink Printer and it is running dry. What do I need to buy for it?'],
      () => ['accessories for quill ink printer'],
    ],
    reached: () => ({ tools: ['recommend_products'], shows: [/Quill Ink Cartridge/], ends: ['answered'] }),
  },
  {
    id: 'gift',
    wants: 'an idea for a present within a budget',
    subjects: NOBODY,
    wordings: [
      () => ['I need a birthday present for someone who loves coffee, up to 100 dollars.'],
      () => ['My sister drinks a lot of coffee. She turns 30. Any gift idea for at most $100?'],
      () => ['gift for coffee lover max 100', { whenAsked: 'something with coffee' }],
    ],
    reached: () => ({
      tools: ['search_products'],
      shows: [/coffee|espresso|grinder|frother/i],
      ends: ['answered'],
    }),
  },
  {
    id: 'second-of-list',
    wants: 'to know more about one of the list',
    subjects: NOBODY,
    wordings: [
      () => ['Show me headphones', 'tell me more about the second one'],
      () => ['Which robot vacuums do you have?', 'What about number 2, how much is it?'],
      () => ['keyboards', 'details on the 2nd please'],
    ],
    reached: () => ({ tools: ['search_products', 'get_product'], ends: ['answered'] }),
  },
];
