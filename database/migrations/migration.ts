import { type Kysely, sql } from 'kysely';

/** One step of the schema. Steps run in the order of `MIGRATIONS` and are never edited once released. */
export interface Migration {
  name: string;
  up(database: Kysely<unknown>): Promise<void>;
}

/** A migration that is nothing but SQL statements. */
export function sqlMigration(name: string, statements: string): Migration {
  return {
    name,
    async up(database) {
      await sql.raw(statements).execute(database);
    },
  };
}
