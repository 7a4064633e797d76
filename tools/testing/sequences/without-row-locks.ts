import type pg from 'pg';

/** Connections that lock no rows, whatever they are told: to see that the sequences notice. */
export function withoutRowLocks(pool: pg.Pool): pg.Pool {
  const wrap = (client: pg.PoolClient): pg.PoolClient =>
    new Proxy(client, {
      get(target, key) {
        if (key === 'release') return (isBroken?: boolean) => target.release(isBroken);
        if (key !== 'query') return Reflect.get(target, key, target);
        return (text: string, ...rest: unknown[]): unknown =>
          Reflect.apply(target.query, target, [text.replace(/ for update\b/g, ''), ...rest]);
      },
    });
  return new Proxy(pool, {
    get: (target, key) =>
      key === 'connect' ? async () => wrap(await target.connect()) : Reflect.get(target, key, target),
  });
}
