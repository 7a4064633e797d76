import { describe, expect, it } from 'vitest';
import { findProductCategory, sayCategory } from './product-words.js';

describe('the product that a text speaks of', () => {
  it.each([
    ['the telly stays black', 'smart-tv'],
    ['no sound from the flatscreen', 'smart-tv'],
    ['my hoover whistles', 'stick-vacuum'],
    ['the robovac is lost', 'robot-vacuum'],
    ['the sound bar is silent', 'soundbar'],
    ['one of the loudspeakers rattles', 'speaker'],
    ['buds fall out: these earbuds', 'headphones'],
    ['an external drive does not show up', 'storage'],
    ['my battery pack is empty', 'power-bank'],
    ['the LED strip flickers', 'light-strip'],
    ['my razor pulls hair', 'trimmer'],
    ['the webcam is not found', 'webcam'],
    ['the camera in the garden is offline', 'security-camera'],
    ['a fan heater that stops', 'heater'],
    ['the food mixer jumps', 'stand-mixer'],
    ['where is my parcel', undefined],
  ])('%s', (text, category) => expect(findProductCategory(text)).toBe(category));

  it('is said in words', () => expect(sayCategory('smart-tv')).toBe('smart TV'));
});
