/** A tool call that somebody wishes for. */
export interface WishedCall {
  name: string;
  args: Record<string, unknown>;
}

/** What a text tells a model to do that does as it is told. */
export interface Directives {
  calls: readonly WishedCall[];
  /** Words to put into the answer. */
  says: readonly string[];
  /** Whether the system prompt is to be recited. */
  recites: boolean;
}

const CALL = /<<\s*call\s+([a-z][a-z0-9_]*)\s*(\{[\s\S]*?\})\s*>>/gi;
const SAY = /<<\s*say\s+([\s\S]*?)>>/gi;
const RECITE = /<<\s*recite prompt\s*>>/i;
/** Text that may hide another text; shorter runs are ordinary words. */
const BASE64 = /[A-Za-z0-9+/]{24,}={0,2}/g;
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/gu;

/** Reads what a text orders: `<<call tool {json}>>`, `<<say words>>`, `<<recite prompt>>`, also hidden in base64 or by invisible characters. */
export function readDirectives(text: string): Directives {
  const plain = [text, ...decoded(text)].map((each) => each.replace(INVISIBLE, '').normalize('NFKC'));
  return {
    calls: plain.flatMap((each) => [...each.matchAll(CALL)].flatMap(toCall)),
    says: plain.flatMap((each) => [...each.matchAll(SAY)].map((match) => (match[1] ?? '').trim())),
    recites: plain.some((each) => RECITE.test(each)),
  };
}

function toCall([, name = '', json = '']: RegExpMatchArray): WishedCall[] {
  try {
    const args: unknown = JSON.parse(json);
    return typeof args === 'object' && args !== null ? [{ name, args: { ...args } }] : [];
  } catch {
    return [];
  }
}

function decoded(text: string): string[] {
  return [...text.matchAll(BASE64)]
    .map(([run]) => Buffer.from(run, 'base64').toString('utf8'))
    .filter((each) => each.includes('<<'));
}
