import { buildMessage, buildQuery } from './wire-messages.js';

/** A statement, first in its message or after another, that would make the server read rows from the client. */
const COPY_IN = /(?:^|;)(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*copy\b[^;]*\bfrom\s+stdin\b/i;
/** Fails as any statement does, so that an open transaction is aborted in the usual way. */
const REFUSAL = `do $$ begin
  raise feature_not_supported using message = 'COPY FROM STDIN does not work on the embedded database; use INSERT';
end $$`;

/**
 * Replaces a Query or Parse of `COPY ... FROM STDIN` by one that fails. The embedded engine cannot wait for a client's
 * rows: it would spin for ever, and everybody else would wait.
 */
export function refuseCopyIn(type: string, bytes: Buffer): Buffer {
  if (type !== 'Q' && type !== 'P') return bytes;
  const nameEnd = type === 'P' ? bytes.indexOf(0, 5) : 4;
  const sqlEnd = bytes.indexOf(0, nameEnd + 1);
  if (!COPY_IN.test(bytes.toString('utf8', nameEnd + 1, sqlEnd))) return bytes;
  if (type === 'Q') return buildQuery(REFUSAL);
  const name = bytes.subarray(5, nameEnd + 1);
  return buildMessage('P', Buffer.concat([name, Buffer.from(`${REFUSAL}\0\0\0`)]));
}
