import { describe, expect, it } from 'vitest';
import { findStatedPreference, isSensitive } from './stated-preference.js';

describe('findStatedPreference', () => {
  it.each([
    ['My favourite brand is Quietly, remember it', 'favorite brand', 'Quietly'],
    ['note that my budget is 200 dollars please', 'budget', '200 dollars'],
    ['remember that I have two dogs', 'has dogs', 'two dogs'],
    ['I prefer wireless headphones from now on', 'likes headphones', 'wireless headphones'],
    ["keep in mind that I don't like bright colours", 'does not like colours', 'bright colours'],
  ])('reads %j', (request, key, value) => {
    expect(findStatedPreference(request)).toEqual({ key, value });
  });

  it.each(['remember me', 'save my preferences', 'I have it'])('finds nothing clear in %j', (request) => {
    expect(findStatedPreference(request)).toBeUndefined();
  });
});

describe('isSensitive', () => {
  it('holds for matters that a shop must not keep', () => {
    expect(isSensitive('remember that I am allergic to nickel')).toBe(true);
    expect(isSensitive('remember that I like blue')).toBe(false);
  });
});
