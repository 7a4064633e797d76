import { describe, expect, it } from 'vitest';
import { refuseCopyIn } from './refuse-copy-in.js';
import { buildMessage, buildQuery } from './wire-messages.js';

describe('a COPY that reads from the client', () => {
  it.each([
    'copy t from stdin',
    '  COPY public.t (a, b)\n FROM STDIN with (format csv)',
    'begin; copy t from stdin',
    '-- load\n/* now */ copy t from stdin',
  ])('is replaced by a statement that fails: %s', (sql) => {
    expect(refuseCopyIn('Q', buildQuery(sql)).includes('does not work')).toBe(true);
    const parse = buildMessage('P', Buffer.from(`name\0${sql}\0\0\0`));
    const refused = refuseCopyIn('P', parse);
    expect(refused.includes('does not work')).toBe(true);
    expect(refused.toString('utf8', 5, 10)).toBe('name\0');
    expect(refused.readUInt32BE(1)).toBe(refused.length - 1);
  });

  it.each([
    'copy t to stdout',
    "insert into notes values ('copy that from stdin')",
    'select copy from stdin_table',
    'update t set a = 1 where copy_from = 2',
  ])('is told from other statements: %s', (sql) => {
    const query = buildQuery(sql);
    expect(refuseCopyIn('Q', query)).toBe(query);
  });

  it('is looked for in no other message', () => {
    const data = buildMessage('d', Buffer.from('copy t from stdin\0'));
    expect(refuseCopyIn('d', data)).toBe(data);
  });
});
