import { describe, expect, it } from 'vitest';
import { countSameSymptoms } from './same-symptom.js';

describe('symptoms that a title shares with a request', () => {
  it.each([
    ['there is no picture at all', 'TV has no picture, or a black screen', 1],
    ['there is no picture at all', 'TV has a picture but no sound', 0],
    ['a black screen and no picture', 'TV has no picture, or a black screen', 2],
    ['it is on the table', 'What is on the label', 0],
  ])('%s / %s', (request, title, count) => expect(countSameSymptoms(request, title)).toBe(count));
});
