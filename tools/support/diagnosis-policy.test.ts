import { describe, expect, it } from 'vitest';
import { findHazard } from './diagnosis-policy.js';

describe('findHazard', () => {
  it.each([
    'the battery looks swollen',
    'smoke comes out of the back',
    'it smells of burning',
    'there were sparks',
    'I got an electric shock',
    'water got into the machine housing',
    'no light, but I can see flames',
  ])('sees the danger in %j', (text) => expect(findHazard(text)).toBeDefined());

  it.each([
    'no smoke and no sparks',
    'there is no burning smell',
    'the light is red',
    'I filled the water tank',
    'it burns through batteries quickly',
  ])('sees none in %j', (text) => expect(findHazard(text)).toBeUndefined());
});
