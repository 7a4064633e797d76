import { describe, expect, it } from 'vitest';
import {
  ageInWords,
  counted,
  dayInWords,
  durationInWords,
  inWords,
  moneyInWords,
  reasonInWords,
  statusInWords,
  timeInWords,
  toolInWords,
} from './words.js';

describe('words', () => {
  it.each([
    ['order-management', 'Order management'],
    ['return-requested', 'Return requested'],
    ['pending_modified', 'Pending modified'],
    ['', ''],
  ])('says %j as %j', (name, words) => expect(inWords(name)).toBe(words));

  it.each([
    ['track_shipment', 'Tracking shipment'],
    ['search_products', 'Searching products'],
    ['transfer_to_human', 'Handing over to human'],
    ['brew_coffee', 'Brew coffee'],
  ])('says what the tool %s is doing without a list of tools: %s', (tool, words) =>
    expect(toolInWords(tool)).toBe(words),
  );

  it('has words for every reason and status, and for one that is not known yet', () => {
    expect(reasonInWords('circuit-open')).toBe('is out of order right now');
    expect(reasonInWords('sunspots')).toBe('did not answer');
    expect(statusInWords('needs-info')).toBe('Needs a detail from you');
    expect(statusInWords('on-hold')).toBe('On hold');
  });

  it('writes money from integer cents, for currencies without cents too', () => {
    expect(moneyInWords({ cents: 28_940, currency: 'USD' }, 'en-US')).toBe('$289.40');
    expect(moneyInWords({ cents: 1_200, currency: 'JPY' }, 'en-US')).toBe('¥1,200');
  });

  it('writes a day and an age', () => {
    expect(dayInWords('2026-11-12T12:00:00.000Z', 'en-US')).toBe('Nov 12, 2026');
    const now = new Date('2026-11-22T12:00:00.000Z');
    const ages = [
      '2026-11-22T11:59:40Z',
      '2026-11-22T11:55:00Z',
      '2026-11-22T09:00:00Z',
      '2026-11-12T12:00:00Z',
    ];
    expect(ages.map((age) => ageInWords(age, now, 'en-US'))).toEqual(['now', '5 min', '3 h', 'Nov 12']);
  });

  it('writes durations and counts', () => {
    expect([durationInWords(41.6), durationInWords(1_340)]).toEqual(['42 ms', '1.3 s']);
    expect([counted(1, 'look-up'), counted(2, 'look-up')]).toEqual(['1 look-up', '2 look-ups']);
  });

  it('gives the time, and the day too where it is not today', () => {
    const now = new Date(2026, 10, 20, 13, 50);
    expect(timeInWords(new Date(2026, 10, 20, 14, 5).toISOString(), now, 'de')).toBe('14:05');
    expect(timeInWords(new Date(2026, 10, 21, 14, 5).toISOString(), now, 'de')).toBe('21.11.2026, 14:05');
  });
});
