import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const LocalSecrets = z.object({ sessionToken: z.string().min(32), customerToken: z.string().min(32) });

/** The signing secrets of an installation on one machine. */
export type LocalSecrets = z.infer<typeof LocalSecrets>;

/**
 * The secrets kept in `<dataDir>/secrets.json`, made at first use with mode 0600, so that several processes on one
 * machine share them. Processes that start at the same moment agree: the first to link its file wins.
 */
export function readOrCreateLocalSecrets(dataDir: string): LocalSecrets {
  const file = join(dataDir, 'secrets.json');
  const found = readSecrets(file);
  if (found) return found;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const made = { sessionToken: randomSecret(), customerToken: randomSecret() };
  writeFileSync(draft, `${JSON.stringify(made)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return made;
  } catch (error) {
    const winner = readSecrets(file);
    if (winner) return winner;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

function readSecrets(file: string): LocalSecrets | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return LocalSecrets.parse(JSON.parse(text));
}
