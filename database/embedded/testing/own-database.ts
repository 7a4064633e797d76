import { startEmbeddedDatabase } from '../start-embedded-database.js';

/** Program: owns the embedded database of the folder given, says `ready` or why not, until it is told to stop. */
const [dataDir = ''] = process.argv.slice(3);
try {
  const quiet = { info: () => undefined, error: () => undefined };
  const database = await startEmbeddedDatabase({ dataDir, logger: quiet });
  process.once('SIGTERM', () => void database.close());
  process.stdout.write('ready\n');
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : 'failed'}\n`);
}
