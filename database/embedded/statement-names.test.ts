import { describe, expect, it } from 'vitest';
import { createStatementNames } from './statement-names.js';
import { buildMessage } from './wire-messages.js';

const text = (value: string) => Buffer.from(value);

describe('statement names', () => {
  it('prefixes names in every message that has one, and keeps the length right', () => {
    const names = createStatementNames('c7_');
    const cases = [
      ['P', 's1\0select 1\0\0\0', 'c7_s1\0select 1\0\0\0'],
      ['B', 'p1\0s1\0\0\0', 'c7_p1\0c7_s1\0\0\0'],
      ['D', 'Ss1\0', 'Sc7_s1\0'],
      ['E', 'p1\0\0\0\0\0', 'c7_p1\0\0\0\0\0'],
      ['C', 'Pp1\0', 'Pc7_p1\0'],
    ] as const;
    for (const [type, body, expected] of cases) {
      expect(names.rename(type, buildMessage(type, text(body)))).toEqual(buildMessage(type, text(expected)));
    }
  });

  it('leaves unnamed statements and other messages alone', () => {
    const names = createStatementNames('c7_');
    const parse = buildMessage('P', text('\0select 1\0\0\0'));
    const query = buildMessage('Q', text('select 1\0'));
    expect(names.rename('P', parse)).toEqual(parse);
    expect(names.rename('Q', query)).toBe(query);
  });

  it('remembers what was prepared and not closed', () => {
    const names = createStatementNames('c7_');
    names.rename('P', buildMessage('P', text('a\0select 1\0\0\0')));
    names.rename('P', buildMessage('P', text('b\0select 1\0\0\0')));
    names.rename('C', buildMessage('C', text('Sa\0')));
    expect(names.open()).toEqual(['c7_b']);
  });

  it('refuses a name that has no end', () => {
    const names = createStatementNames('c7_');
    expect(() => names.rename('B', buildMessage('B', text('endless')))).toThrow(/without an end/);
  });
});
