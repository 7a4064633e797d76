import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import type pg from 'pg';

/**
 * A Kysely driver for one transaction. It begins with the given statements in one round trip, fails a commit that the
 * server turned into a rollback, and throws away a connection whose transaction could not be ended.
 */
export class ScopedDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #begin: string;

  constructor(pool: pg.Pool, begin: string) {
    this.#pool = pool;
    this.#begin = begin;
  }

  async init(): Promise<void> {}
  async destroy(): Promise<void> {}

  async acquireConnection(): Promise<ScopedConnection> {
    return new ScopedConnection(await this.#pool.connect());
  }

  async releaseConnection(connection: ScopedConnection): Promise<void> {
    connection.release();
  }

  async beginTransaction(connection: ScopedConnection): Promise<void> {
    await connection.begin(this.#begin);
  }

  async commitTransaction(connection: ScopedConnection): Promise<void> {
    await connection.commit();
  }

  async rollbackTransaction(connection: ScopedConnection): Promise<void> {
    await connection.rollback();
  }
}

class ScopedConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #open = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async begin(statements: string): Promise<void> {
    this.#open = true;
    await this.#client.query(statements);
  }

  async commit(): Promise<void> {
    const { command } = await this.#client.query('commit');
    this.#open = false;
    if (command !== 'COMMIT')
      throw new Error('a statement failed inside the transaction; nothing was stored');
  }

  async rollback(): Promise<void> {
    if (!this.#open) return;
    try {
      await this.#client.query('rollback');
      this.#open = false;
    } catch {
      // The cause is already on its way to the caller; `release` closes this connection, which rolls back too.
    }
  }

  release(): void {
    this.#client.release(this.#open);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, rowCount } = await this.#client.query(query.sql, [...query.parameters]);
    return rowCount === null ? { rows } : { rows, numAffectedRows: BigInt(rowCount) };
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('streaming would hold the transaction open; page through the rows instead');
  }
}
