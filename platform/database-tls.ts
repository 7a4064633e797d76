import { readFileSync } from 'node:fs';
import type { ConfigProblem } from './config-error.js';
import type { Settings } from './settings.js';

/** How connections to the database are encrypted; `verify` also demands a certificate of a known authority for its host. */
export interface DatabaseTls {
  mode: 'require' | 'verify';
  /** The file of certificates to trust in place of the well-known ones. */
  caFile?: string;
}

type TlsSettings = Pick<Settings, 'DATABASE_SSL' | 'DATABASE_SSL_CA' | 'DATABASE_URL'>;

/** What is set; undefined leaves it to the URL. */
export function toDatabaseTls({ DATABASE_SSL, DATABASE_SSL_CA }: TlsSettings): DatabaseTls | undefined {
  if (DATABASE_SSL === 'off') return undefined;
  return { mode: DATABASE_SSL, ...(DATABASE_SSL_CA === undefined ? {} : { caFile: DATABASE_SSL_CA }) };
}

/** The URL would win over the settings in silence, and a file that is no certificate would be trusted as none. */
export function databaseTlsProblems(settings: TlsSettings): ConfigProblem[] {
  const { DATABASE_SSL: mode, DATABASE_SSL_CA: file, DATABASE_URL: url } = settings;
  const problems: ConfigProblem[] = [];
  const add = (setting: string, message: string) => void problems.push({ setting, message });
  if (mode !== 'off' && url === undefined) add('DATABASE_SSL', 'goes with DATABASE_URL; set both or none');
  if (mode !== 'off' && url !== undefined && /[?&]ssl/.test(url)) {
    add('DATABASE_SSL', 'is said by DATABASE_URL as well; take sslmode and its like out of the URL');
  }
  if (file !== undefined && mode !== 'verify') {
    add('DATABASE_SSL_CA', 'is used only with DATABASE_SSL=verify');
  } else if (file !== undefined && !isCertificate(file)) {
    add('DATABASE_SSL_CA', 'is no readable file of PEM certificates');
  }
  return problems;
}

function isCertificate(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----');
  } catch {
    return false;
  }
}
