import { describe, expect, it } from 'vitest';
import type { Transcript } from '../../models/local/playbook.js';
import { asksAboutOffer, asksIfSettled, correctsOffer, offerInHand, sayStanding } from './offer-in-hand.js';

const OFFER =
  'I have prepared this, and nothing has been changed yet:\n\nReturn from order SB-1\n- Send back: 1 × Lamp\n\nPlease confirm it with the button below.';
const NOTE = `You have until Friday.\n\n${sayStanding('Return from order SB-1')}`;

function said(request: string, ...replies: readonly string[]): Transcript {
  const window = replies.map((text) => ({ role: 'assistant' as const, text }));
  return { request, window, facts: [], calls: [], now: new Date(), verified: true, locale: 'en-US' };
}

describe('an offer in hand', () => {
  it('is the one of the last message, also behind answers that left it standing', () => {
    expect(offerInHand(said('', OFFER))).toBe(OFFER);
    expect(offerInHand(said('', OFFER, NOTE, NOTE))).toBe(OFFER);
  });

  it('is none once something else was spoken of', () => {
    expect(offerInHand(said('', OFFER, 'Your parcel is on its way.'))).toBeUndefined();
    expect(offerInHand(said('', NOTE))).toBeUndefined();
  });

  it.each([
    'will I get a label for it?',
    'what happens with the bulb',
    'so is it arranged',
    'and when is the money there?',
  ])('is asked about by %j', (request) => expect(asksAboutOffer(said(request, OFFER))).toBe(true));

  it.each([
    'no, the shade',
    'can you send it to my office?',
    'what about the other lamp?',
    'yes',
    'could I keep it instead?',
  ])('is not asked about by %j', (request) => expect(asksAboutOffer(said(request, OFFER))).toBe(false));

  it('is corrected also after a question about it was answered', () => {
    expect(correctsOffer(said('no, rather the shade', OFFER, NOTE))).toBe(true);
    expect(correctsOffer(said('no, rather the shade', 'Here are your orders.'))).toBe(false);
  });

  it.each([
    ['is that booked then?', true],
    ['how heavy may the parcel be?', false],
  ])('hears in %j whether it is asked if it was done: %s', (request, expected) =>
    expect(asksIfSettled(request)).toBe(expected),
  );
});
