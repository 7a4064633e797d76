import { describe, expect, it } from 'vitest';
import { toAccessoryRequest } from './accessory-request.js';

describe('a question for what goes with something', () => {
  it.each([
    ['Which ink goes into the Quill printer I bought from you?', 'the Quill printer', ['ink']],
    ['what filter does my purifier take', 'purifier', ['filter']],
    ['what filter does an Orbit vacuum need?', 'an Orbit vacuum', ['filter']],
    ['do I need a filter for it?', 'it', ['filter']],
    ['bags for the stick vacuum that I have recently bought', 'the stick vacuum', ['bags']],
    ['is there a strap in black', 'is there a strap in black', []],
  ])('%s', (request, device, wanted) => expect(toAccessoryRequest(request)).toEqual({ device, wanted }));
});
