import pg, { type Pool } from 'pg';

/** Every row of a schema as text. */
export interface DatabaseDump {
  rows: readonly { table: string; text: string }[];
  text: string;
}

/** Reads every column of every table of a schema, bytes as the characters that they are. */
export async function dumpDatabase(pool: Pool, schema: string): Promise<DatabaseDump> {
  const { rows: tables } = await pool.query<{ tablename: string }>(
    'select tablename from pg_tables where schemaname = $1 order by 1',
    [schema],
  );
  const rows: { table: string; text: string }[] = [];
  for (const { tablename: table } of tables) {
    const found = await pool.query<Record<string, unknown>>(
      `select * from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`,
    );
    for (const row of found.rows) rows.push({ table, text: Object.values(row).map(toText).join('\n') });
  }
  return { rows, text: rows.map(({ text }) => text).join('\n') };
}

function toText(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : (JSON.stringify(value) ?? '');
}
