import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import { Id } from '../contract/ids.js';
import type { Database, TransactionScope } from './database.js';
import { toDatabaseError } from './database-error.js';
import type { DatabaseRole } from './roles.js';
import type { Schema } from './schema.js';
import { ScopedDriver } from './scoped-driver.js';

/**
 * The only way in for a service: every transaction takes the service's role and the customer for its own length, so that
 * row-level security holds whoever the pool logged in as. A database that does not answer becomes `unavailable`.
 */
export function createDatabase({ pool, role }: { pool: pg.Pool; role: DatabaseRole }): Database {
  return {
    async transaction(scope, run) {
      const kysely = scopedKysely(pool, beginAs(role, scope));
      try {
        return await kysely.transaction().execute(run);
      } catch (error) {
        throw toDatabaseError(error);
      }
    },
    async ping() {
      try {
        await pool.query('select 1');
      } catch (error) {
        throw toDatabaseError(error);
      }
    },
    close: () => pool.end(),
  };
}

/** `set local` ends with the transaction, so nothing of it is left on a pooled connection. */
function beginAs(role: DatabaseRole, { customerId, staffId }: TransactionScope): string {
  const customer = customerId === undefined ? '' : Id.parse(customerId);
  const asCustomer = `begin; set local role ${pg.escapeIdentifier(role)}; set local app.customer_id = ${pg.escapeLiteral(customer)}`;
  if (staffId === undefined) return asCustomer;
  return `${asCustomer}; set local app.staff_id = ${pg.escapeLiteral(Id.parse(staffId))}`;
}

function scopedKysely(pool: pg.Pool, begin: string): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ScopedDriver(pool, begin),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}
