import { ConfigError } from './config-error.js';
import { AppError } from './errors.js';
import { ListenError } from './http/serve.js';
import { loadEnvFile } from './load-env-file.js';

/** Runs a program, with the settings of a `.env` file if there is one. What the operator can put right is told in its own words and no more; the rest with its stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    loadEnvFile();
    await main();
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = 1;
    // What was started before the failure would keep the process alive.
    process.exit();
  }
}

function describe(error: unknown): string {
  const told = error instanceof ConfigError || error instanceof ListenError || error instanceof AppError;
  if (told) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
