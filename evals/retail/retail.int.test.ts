import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { suite } from './suite.js';

const world = fileURLToPath(new URL('../../../shared/data/retail/initial_state.json', import.meta.url));

describe.skipIf(!existsSync(world))('the recorded retail world', () => {
  it('comes to the same states and answers on our tools, over HTTP and with every write sent twice', async () => {
    expect(await suite.run(['twice', '--sample', '8'])).toBe(0);
  }, 120_000);
});
