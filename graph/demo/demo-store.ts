import { sql } from 'kysely';
import type { Database } from '../../database/database.js';
import type { DemoCustomer, ListDemoCustomers } from './demo-routes.js';

/** Reads the customers that the seed names for the demo; none where nothing was seeded. */
export function createListDemoCustomers(database: Database): ListDemoCustomers {
  return () =>
    database.transaction({}, async (transaction) => {
      const { rows } =
        await sql<DemoCustomer>`select id, name, about from demo_customers order by id`.execute(transaction);
      return rows;
    });
}
