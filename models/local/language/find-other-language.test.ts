import { describe, expect, it } from 'vitest';
import { findOtherLanguage } from './find-other-language.js';

describe('findOtherLanguage', () => {
  it.each([
    ['Wo bleibt denn meine Lieferung SB-100002?', 'German'],
    ['Ich hätte gern mein Geld zurück', 'German'],
    ['ich will das stornieren', 'German'],
    ['¿Cuándo llega mi paquete?', 'Spanish'],
    ['Je voudrais échanger mon casque', 'French'],
    ['Il mio tostapane non funziona più', 'Italian'],
    ['Mijn pakket is nog niet aangekomen', 'Dutch'],
    ['Quando chega a minha encomenda?', 'Portuguese'],
    ['Moja paczka jeszcze nie dotarła', 'Polish'],
    ['Когда придёт мой заказ?', 'Russian'],
    ['我想退货', 'Chinese'],
    ['返品したいです', 'Japanese'],
  ])('knows %j for %s', (text, language) => {
    expect(findOtherLanguage(text)).toBe(language);
  });

  it.each([
    'where is my parcel',
    'Ostra Barista Coffee Machine',
    'Quill ink cartridge magenta pls',
    'aurora anc headfones?',
    'SB-100123',
    'ok',
    'si',
    '48 Harbor Lane, Apt 3, Portland, OR 97204',
    'pay pal',
    'ostra vista lumora kestrel',
    'wat is the statuss of my ordr',
    'hmm',
    '',
    '?!',
  ])('takes %j for nothing else than English', (text) => {
    expect(findOtherLanguage(text)).toBeUndefined();
  });
});
