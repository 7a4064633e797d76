import type { Context, Hono } from 'hono';
import { AppError } from '../errors.js';
import type { AppEnv } from './app-env.js';
import { handleError } from './error-handler.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Answers what no route took: 405 with `Allow` where another method would have been, 204 to OPTIONS, else 404. */
export function handleNotFound(app: Hono<AppEnv>, c: Context<AppEnv>): Response {
  const methods = methodsOf(app, c.req.path);
  if (methods.length === 0 || methods.some((method) => method === c.req.method)) {
    return handleError(new AppError('not-found', 'There is nothing here.'), c);
  }
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
  const response = handleError(new AppError('method-not-allowed', `Use one of: ${allow}.`), c);
  response.headers.set('allow', allow);
  return response;
}

// A wildcard is a fallback, such as files of a page, and says nothing about the path that was asked for.
function methodsOf(app: Hono<AppEnv>, path: string): string[] {
  return METHODS.filter((method) =>
    app.router
      .match(method, path)[0]
      .some(([[, route]]) => route.method !== 'ALL' && !route.path.endsWith('*')),
  );
}
