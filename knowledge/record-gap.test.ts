import { describe, expect, it } from 'vitest';
import { withoutPersonalData } from './record-gap.js';

const KEY = 'AKIAQWERTYUIOPASDFGH';

describe('what is kept of a question without an answer', () => {
  it.each([
    ['an e-mail address', 'mail ava@mail.example about it', 'ava'],
    ['a telephone number', 'call +1 415-555-0134 please', '0134'],
    ['a card', 'card 4111 1111 1111 1111 declined', '1111'],
    ['an access key', `my key is ${KEY}, help`, KEY],
    ['an access key in lower case', `my key is ${KEY.toLowerCase()}, help`, KEY.toLowerCase()],
    ['a token', 'Bearer A1B2C3D4E5F6G7H8I9J0K1L2 fails', 'A1B2'],
    ['the password in a URL', 'postgresql://shop:pw-qwertyuiop@db.internal:5432/shop', 'qwertyuiop'],
  ])('is nothing of %s', (_, text, secret) => {
    expect(withoutPersonalData(text)).not.toContain(secret);
  });

  it.each([
    'why does the robot vacuum beep 3 times on the dock?',
    'Kaffeevollautomatenentkalkung alle 30 Tage?',
    'E7 on the WX-2000 display',
  ])('is all of %s', (text) => {
    expect(withoutPersonalData(text)).toBe(text);
  });
});
