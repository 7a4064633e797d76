import { describe, expect, it } from 'vitest';
import { calculate } from './calculate.js';

describe('calculate', () => {
  it.each<[string, string]>([
    ['1 + 2 * 3', '7.0'],
    ['(1 + 2) * 3', '9.0'],
    ['7 // 2', '3.0'],
    ['-7 // 2', '-4.0'],
    ['2 ** 3 ** 2', '512.0'],
    ['-2 ** 2', '-4.0'],
    ['2 ** -1', '0.5'],
    ['10 / 4 / 5', '0.5'],
    ['100.25 - .5', '99.75'],
    ['--3', '3.0'],
    ['1 / 3', '0.33'],
    ['00', '0.0'],
    ['007.5', '7.5'],
    ['5.', '5.0'],
  ])('reads %j as Python does', (expression, value) => {
    expect(calculate(expression)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '1 +',
    '()',
    '(1',
    '1)',
    '1 2',
    '1.2.3',
    '.',
    '1 / 0',
    '5 // 0',
    '0 ** -1',
    '2(3)',
    '007',
    'a+1',
    '1,000',
    '2 % 2',
  ])('refuses %j', (expression) => {
    expect(calculate(expression)).toBeUndefined();
  });
});
