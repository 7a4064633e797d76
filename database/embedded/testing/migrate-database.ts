import { migrateDatabase } from '../../migrate.js';
import { createPool, type DatabaseAddress } from '../../pool.js';

/** Program: migrates the database of the address given (JSON) and says how many migrations it applied. */
const address = JSON.parse(process.argv[3] ?? '') as DatabaseAddress;
const pool = createPool({ address, size: 2, statementTimeoutMs: 60_000, connectTimeoutMs: 60_000 });
const applied = await migrateDatabase(pool);
await pool.end();
process.stdout.write(`${applied.length}\n`);
