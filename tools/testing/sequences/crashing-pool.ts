import type pg from 'pg';
import type { Crash } from './commands.js';

/** What became of a process that may have ended in the middle. */
export interface CrashReport {
  /** `undone`: it ended before its transaction was committed; `done`: after that, and before it could answer. */
  state: 'none' | 'undone' | 'done';
  /** Statements that were sent. */
  statements: number;
}

/**
 * The connections of a process that ends at a given statement: nothing is sent after that, not even a rollback, and the
 * connection is cut, which is all that the server gets to know.
 */
export function crashingPool(pool: pg.Pool, crash: Crash): { pool: pg.Pool; report: CrashReport } {
  const report: CrashReport = { state: 'none', statements: 0 };
  const query = async (client: pg.PoolClient, args: unknown[]): Promise<unknown> => {
    if (report.state !== 'none') throw new Error('this process is gone');
    if (typeof crash === 'object' && report.statements >= crash.before) {
      report.state = 'undone';
      throw new Error('this process has ended');
    }
    report.statements += 1;
    const result: unknown = await Reflect.apply(client.query, client, args);
    if (crash === 'before-answer' && args[0] === 'commit') {
      report.state = 'done';
      throw new Error('this process has ended after its commit');
    }
    return result;
  };
  const wrap = (client: pg.PoolClient): pg.PoolClient =>
    new Proxy(client, {
      get(target, key) {
        if (key === 'query') return (...args: unknown[]) => query(target, args);
        if (key === 'release')
          return (isBroken?: boolean) => target.release(report.state !== 'none' || isBroken);
        return Reflect.get(target, key, target);
      },
    });
  const crashing = new Proxy(pool, {
    get: (target, key) =>
      key === 'connect' ? async () => wrap(await target.connect()) : Reflect.get(target, key, target),
  });
  return { pool: crashing, report };
}
