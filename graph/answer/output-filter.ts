import { toInertText, withoutInvisible } from '../../platform/text/inert-text.js';
import { createRepetitionCut } from './cut-repetition.js';

/** Longest construct that is held back while it is open; a longer one is shown as plain characters. */
const LONGEST_OPEN = 600;

/** Makes streamed text inert: it never shows markup, links to other places, citations that were not retrieved, or endless repetition. */
export interface OutputFilter {
  /** Takes more text and gives back what is safe to show now. */
  push(text: string): string;
  /** Gives back the rest, with everything that was left open made harmless. */
  flush(): string;
}

/** Whether a citation id was retrieved for this part. */
export type IsKnownCitation = (chunkId: string) => boolean;

/**
 * A filter across delta boundaries: a tag, link, image or bracket that is still open is held back until it closes,
 * and so is the word in progress, since it may become a URL.
 */
export function createOutputFilter(isKnownCitation: IsKnownCitation): OutputFilter {
  let pending = '';
  const repetition = createRepetitionCut();
  const show = (ready: string): string =>
    repetition.push(withoutUnknownCitations(toInertText(ready), isKnownCitation));
  return {
    push(text) {
      pending += withoutInvisible(text);
      const end = safeEnd(pending);
      const ready = pending.slice(0, end);
      pending = pending.slice(end);
      return show(ready);
    },
    flush() {
      const rest = pending;
      pending = '';
      return show(rest);
    },
  };
}

/** What a dropped mark joins may be markup or a mark again. */
function withoutUnknownCitations(text: string, isKnownCitation: IsKnownCitation): string {
  const next = text.replace(/ ?\[([a-z0-9-]+\.\d+)\]/g, (whole, id: string) =>
    isKnownCitation(id) ? whole : '',
  );
  return next === text ? text : withoutUnknownCitations(toInertText(next), isKnownCitation);
}

/** How far the text may be shown: up to the white space before the first open construct or the word in progress. */
function safeEnd(text: string): number {
  let lastSpace = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === ' ' || character === '\n') lastSpace = at;
    if (character !== '[' && character !== '<') continue;
    const end = character === '[' ? bracketEnd(text, at) : tagEnd(text, at);
    if (end === undefined && text.length - at <= LONGEST_OPEN) return lastSpace;
    if (end !== undefined) at = end;
  }
  return text.length - lastSpace > LONGEST_OPEN ? text.length : lastSpace;
}

/** Index of the last character of `[label]` or `[label](target)`; undefined while it may still grow. */
function bracketEnd(text: string, start: number): number | undefined {
  const close = text.indexOf(']', start);
  if (close < 0 || close === text.length - 1) return undefined;
  if (text[close + 1] !== '(') return close;
  const target = text.indexOf(')', close);
  return target < 0 ? undefined : target;
}

/** Index of the end of a tag, or of the lone `<`; undefined while it may still become a tag. */
function tagEnd(text: string, start: number): number | undefined {
  const next = text[start + 1];
  if (next === undefined) return undefined;
  if (!/[a-z/!]/i.test(next)) return start;
  const close = text.indexOf('>', start);
  if (close < 0) return undefined;
  const block = /^<(script|style)\b/i.exec(text.slice(start, close));
  if (block === null) return close;
  const blockEnd = text.toLowerCase().indexOf(`</${block[1]?.toLowerCase()}`, close);
  return blockEnd < 0 ? undefined : blockEnd;
}
