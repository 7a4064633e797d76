import { existsSync } from 'node:fs';

/** Adds the settings of a `.env` file to the environment, where there is one; what is set already wins. */
export function loadEnvFile(path = '.env'): void {
  if (existsSync(path)) process.loadEnvFile(path);
}
