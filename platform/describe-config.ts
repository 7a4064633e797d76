import type { Config } from './config.js';

/** The configuration as it may be logged: secrets and the password in the database URL are left out. */
export function describeConfig(config: Config): Record<string, unknown> {
  return {
    ...config,
    database: { ...config.database, url: withoutPassword(config.database.url) },
    sessionTokenSecret: '[redacted]',
    customerTokenSecret: '[redacted]',
    staffTokenSecret: '[redacted]',
    codeSender: config.codeSender && { url: config.codeSender.url, token: '[redacted]' },
  };
}

function withoutPassword(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return url === undefined ? undefined : '[redacted]';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
