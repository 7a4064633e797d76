import { createHash } from 'node:crypto';

/** The ids of one kind of thing: theirs are exact and of any form, ours fit our schema; one to one. */
export interface OwnIds {
  toOwn(theirs: string): string;
  /** Throws for an id that was never asked for: the export would be wrong. */
  toTheirs(own: string): string;
}

/** Turns an id of theirs into ours; a form that ours cannot have becomes a hash, which finds nothing. */
function createOwnIds(encode: (theirs: string) => string): OwnIds {
  const known = new Map<string, string>();
  return {
    toOwn(theirs) {
      const own = encode(theirs);
      known.set(own, theirs);
      return own;
    },
    toTheirs(own) {
      const theirs = known.get(own);
      if (theirs === undefined) throw new Error(`the recorded world has no ${own}`);
      return theirs;
    },
  };
}

/** Letters only: words and digits of an id must never be read as the words of a customer. */
function letters(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [...hex.slice(0, 24)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** All ids that the recorded world and ours have in common. */
export interface WorldIds {
  orders: OwnIds;
  users: OwnIds;
  products: OwnIds;
  items: OwnIds;
  methods: OwnIds;
}

/** Fresh maps for one world. */
export function createWorldIds(): WorldIds {
  return {
    orders: createOwnIds((id) => /^#(W\d{1,30})$/.exec(id)?.[1] ?? `x-${letters(id)}`),
    users: createOwnIds((id) => (/^[a-z0-9_]{1,60}$/.test(id) ? id : `x-${letters(id)}`)),
    products: createOwnIds((id) => (/^[a-z0-9]{1,60}$/.test(id) ? id : `x-${letters(id)}`)),
    items: createOwnIds((id) => (/^\d{8,10}$/.test(id) ? id : digits(id))),
    methods: createOwnIds((id) => `m${letters(id)}`),
  };
}

function digits(text: string): string {
  const hash = createHash('sha256').update(text).digest();
  return `0${String(hash.readUInt32BE(0) % 1_000_000_000).padStart(9, '0')}`;
}
