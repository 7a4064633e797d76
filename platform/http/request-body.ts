import type { MiddlewareHandler } from 'hono';
import { AppError } from '../errors.js';
import type { AppEnv } from './app-env.js';

const BODILESS = new Set(['GET', 'HEAD', 'OPTIONS']);
/**
 * So much of a body that is too large is read and thrown away before it is refused: a client that is still sending when
 * the connection closes would lose the answer, or the next request that it sends on it.
 */
const DISCARD_BYTES = 8_388_608;
const DISCARD_PAUSE_MS = 100;
const ESCAPED_NUL = /(?<!\\)(?:\\\\)*\\u0000/;

/**
 * Reads a request body once, whole and bounded, before any handler sees it. Too large is refused and never kept,
 * whether its length was told or not; what is not UTF-8, or holds the character NUL, which no database column takes,
 * is a bad request.
 */
export function requestBody(limitBytes: number): MiddlewareHandler<AppEnv> {
  return async function requestBody(c, next) {
    if (c.req.url.includes('%00')) throw new AppError('bad-request', 'The address holds the character NUL.');
    if (!BODILESS.has(c.req.method)) {
      const encoding = c.req.header('content-encoding');
      if (encoding !== undefined && encoding !== 'identity') {
        throw new AppError('unsupported-media-type', 'Send the body without a content encoding.');
      }
      const text = decode(await readBytes(c.req.raw, limitBytes));
      if (ESCAPED_NUL.test(text)) throw new AppError('bad-request', 'The body holds the character NUL.');
      Object.assign(c.req.bodyCache, { text: Promise.resolve(text) });
    }
    await next();
  };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('bad-request', 'The body is not valid UTF-8.', { cause });
  }
}

async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array> {
  const told = Number(request.headers.get('content-length') ?? 0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader !== undefined && told <= limitBytes && size <= limitBytes) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    chunks.push(value);
  }
  if (reader === undefined && told <= limitBytes) return new Uint8Array();
  if (reader !== undefined) await discard(reader, DISCARD_BYTES - size);
  throw tooLarge(limitBytes);
}

/** Reads on without keeping anything, until the end, a pause of the sender, or so many bytes. */
async function discard(reader: ReadableStreamDefaultReader<Uint8Array>, bytes: number): Promise<void> {
  for (let left = bytes; left > 0; ) {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), DISCARD_PAUSE_MS);
    });
    const read = await Promise.race([reader.read().catch(() => undefined), pause]);
    clearTimeout(timer);
    if (read?.value === undefined) return;
    left -= read.value.byteLength;
  }
}

function tooLarge(limitBytes: number): AppError {
  return new AppError('payload-too-large', `The body is larger than ${limitBytes} bytes.`);
}
