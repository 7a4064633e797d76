import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MiddlewareHandler } from 'hono';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** What a page may do: load its own files and call its own origin. No inline code, no frames, no forms, no HTML from strings. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

interface Asset {
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

/**
 * Serves the chat page at `/`, the staff's inbox at `/inbox`, and their files; it leaves every other path alone. The files are read once, when this is called:
 * a path that was not there then cannot be asked for, so no request touches the file system.
 */
export function servePage(
  folder: string = fileURLToPath(new URL('./public/', import.meta.url)),
): MiddlewareHandler {
  const assets = readAssets(folder);
  return async function pageFiles(c, next) {
    const asset = assets.get(c.req.path);
    if (asset === undefined || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return next();
    if (namesTag(c.req.header('if-none-match'), asset.headers.ETag)) return c.body(null, 304, asset.headers);
    return c.body(asset.body, 200, asset.headers);
  };
}

function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = MEDIA_TYPES[extname(file)];
    if (type === undefined) continue;
    const body = Uint8Array.from(readFileSync(join(folder, file)));
    const asset = { body, headers: headersOf(body, type) };
    const path = `/${file.replaceAll('\\', '/')}`;
    assets.set(path, asset);
    if (path.endsWith('.html')) assets.set(path.slice(0, -'.html'.length), asset);
  }
  const page = assets.get('/index.html');
  if (page === undefined) throw new Error(`no index.html in ${folder}`);
  return assets.set('/', page);
}

function headersOf(body: Uint8Array, type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': PAGE_POLICY,
    ETag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

function namesTag(header: string | undefined, tag: string | undefined): boolean {
  return header !== undefined && tag !== undefined && header.split(',').some((each) => each.trim() === tag);
}
