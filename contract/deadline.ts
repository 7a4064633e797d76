/**
 * The request header that says how many milliseconds the caller will wait for the end of the answer. It is a length and
 * not a time, so that clocks need not agree.
 */
export const DEADLINE_HEADER = 'X-Deadline-Milliseconds';

/** Reads that header; undefined when it is missing or no whole number, since it may only ever shorten. */
export function parseDeadline(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : undefined;
}
