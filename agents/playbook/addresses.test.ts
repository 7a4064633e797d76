import { describe, expect, it } from 'vitest';
import { findAddress, findAddressLabel } from './addresses.js';

describe('findAddress', () => {
  it('reads an address with all of its parts', () => {
    expect(findAddress('Please send it to 12 Elm Street, Apt 4, Springfield, IL 62701, USA instead')).toEqual(
      {
        line1: '12 Elm Street',
        line2: 'Apt 4',
        city: 'Springfield',
        region: 'IL',
        postal_code: '62701',
        country: 'USA',
      },
    );
  });

  it.each([
    [
      'my new address is 7 Oak Ave., New Haven, Connecticut 06510',
      '7 Oak Ave.',
      'New Haven',
      'Connecticut',
      '06510',
    ],
    ['221b Baker Road, St. Paul, MN, 55101-1234', '221b Baker Road', 'St. Paul', 'MN', '55101-1234'],
    ['99 Queen St, Toronto, ON m5v 2t6', '99 Queen St', 'Toronto', 'ON', 'M5V 2T6'],
    ['Please send SB-100952 to 4 Birch Way, Reno, NV 89501', '4 Birch Way', 'Reno', 'NV', '89501'],
    ['order #100952: 4 Birch Way, Reno nv 89501', '4 Birch Way', 'Reno', 'NV', '89501'],
    ['it is 4 Birch Way, Santa Fe New Mexico 87501', '4 Birch Way', 'Santa Fe', 'New Mexico', '87501'],
  ])('reads %j', (text, line1, city, region, postal_code) => {
    expect(findAddress(text)).toEqual({ line1, city, region, postal_code });
  });

  it.each([
    'send order SB-100001 to another address',
    '12 Elm Street',
    '12 Elm Street, Springfield',
    'cancel 100001, 100002, please 12345',
  ])('finds none in %j', (text) => {
    expect(findAddress(text)).toBeUndefined();
  });
});

describe('findAddressLabel', () => {
  it.each([
    ['could it go to my work address instead?', 'work'],
    ['send it to the office please', 'work'],
    ['deliver it to the office instead of home', 'work'],
    ['Nobody is at home, deliver it to the office', 'work'],
    ['not to my home address, use the work one', 'work'],
    ['use the home one', 'home'],
    ['it does not work', undefined],
    ['another address', undefined],
    ['send the home hub back', undefined],
  ])('reads %j as %j', (text, label) => {
    expect(findAddressLabel(text)).toBe(label);
  });
});
