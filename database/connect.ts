import type pg from 'pg';
import type { DatabaseTls } from '../platform/database-tls.js';
import { createDatabase } from './create-database.js';
import type { Database } from './database.js';
import { locateDatabase } from './locate-database.js';
import { createPool } from './pool.js';
import type { DatabaseRole } from './roles.js';

/** The settings that say where the database is. */
export interface ConnectSettings {
  database: { url: string | undefined; poolSize: number; tls?: DatabaseTls | undefined };
  dataDir: string;
}

/** A service's database, its pool (which checkpoints need), and what `/health` says of it. `close` ends the pool. */
export type ConnectedDatabase = Database & { readonly description: string; readonly pool: pg.Pool };

/** Connects a service to the configured database under the service's role; the embedded one must be running. */
export async function connectDatabase(
  settings: ConnectSettings,
  {
    role,
    logger,
  }: { role: DatabaseRole; logger: { warn(fields: Record<string, unknown>, message: string): void } },
): Promise<ConnectedDatabase> {
  const { url, tls, poolSize } = settings.database;
  const { address, description } = await locateDatabase({ url, tls, dataDir: settings.dataDir });
  const onIdleError = (error: Error) => logger.warn({ error }, 'a database connection broke');
  const pool = createPool({ address, size: poolSize, onIdleError });
  return { ...createDatabase({ pool, role }), description, pool };
}
