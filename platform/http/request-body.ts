import type { MiddlewareHandler } from 'hono';
import { AppError } from '../errors.js';
import type { AppEnv } from './app-env.js';

const BODILESS = new Set(['GET', 'HEAD', 'OPTIONS']);
const ESCAPED_NUL = /(?<!\\)(?:\\\\)*\\u0000/;

/**
 * Reads a request body once, whole and bounded, before any handler sees it. Too large is refused without reading on,
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
  const told = request.headers.get('content-length');
  if (told !== null && Number(told) > limitBytes) throw tooLarge(limitBytes);
  // The server reads no more than the told length, so only a body of unknown length must be counted.
  if (told !== null && !request.headers.has('transfer-encoding')) {
    return new Uint8Array(await request.arrayBuffer());
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limitBytes) throw tooLarge(limitBytes);
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

function tooLarge(limitBytes: number): AppError {
  return new AppError('payload-too-large', `The body is larger than ${limitBytes} bytes.`);
}
