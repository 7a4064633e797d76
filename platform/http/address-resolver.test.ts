import { describe, expect, it } from 'vitest';
import { createAddressResolver } from './address-resolver.js';

function scriptedLookup(...answers: (readonly string[] | Error)[]) {
  const asked: string[] = [];
  const find = async (hostname: string): Promise<readonly string[]> => {
    asked.push(hostname);
    const answer = answers[asked.length - 1] ?? answers.at(-1) ?? [];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, find };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createAddressResolver', () => {
  it('takes an address for itself', async () => {
    const { asked, find } = scriptedLookup(['10.0.0.1']);
    const resolve = createAddressResolver({ find });
    expect(await resolve('127.0.0.1')).toEqual(['127.0.0.1']);
    expect(await resolve('[::1]')).toEqual(['::1']);
    expect(asked).toEqual([]);
  });

  it('gives every address of a name, once', async () => {
    const { find } = scriptedLookup(['10.0.0.1', '10.0.0.2', '10.0.0.1']);
    expect(await createAddressResolver({ find })('agents')).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('asks once for callers at the same time and again after a while, without making anybody wait', async () => {
    const clock = { now: 0 };
    const { asked, find } = scriptedLookup(['10.0.0.1'], ['10.0.0.2']);
    const resolve = createAddressResolver({ find, refreshMs: 100, now: () => clock.now });
    await Promise.all([resolve('agents'), resolve('agents')]);
    clock.now = 99;
    expect(await resolve('agents')).toEqual(['10.0.0.1']);
    expect(asked).toHaveLength(1);
    clock.now = 100;
    expect(await resolve('agents')).toEqual(['10.0.0.1']);
    await settle();
    expect(await resolve('agents')).toEqual(['10.0.0.2']);
    expect(asked).toHaveLength(2);
  });

  it('holds on to what it knew while the name cannot be looked up', async () => {
    const clock = { now: 0 };
    const { find } = scriptedLookup(['10.0.0.1'], new Error('no name server'));
    const resolve = createAddressResolver({ find, refreshMs: 100, now: () => clock.now });
    await resolve('agents');
    clock.now = 1_000;
    await resolve('agents');
    await settle();
    expect(await resolve('agents')).toEqual(['10.0.0.1']);
  });

  it.each([
    ['is unknown', new Error('ENOTFOUND')],
    ['has no address', []],
  ])('rejects with unavailable when a name %s, and asks anew the next time', async (_what, answer) => {
    const { find } = scriptedLookup(answer, ['10.0.0.1']);
    const resolve = createAddressResolver({ find });
    await expect(resolve('agents')).rejects.toMatchObject({ code: 'unavailable' });
    expect(await resolve('agents')).toEqual(['10.0.0.1']);
  });

  it('does not wait for a name server that hangs', async () => {
    const resolve = createAddressResolver({ find: () => new Promise(() => undefined), timeoutMs: 20 });
    await expect(resolve('agents')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('looks real names up', async () => {
    const addresses = await createAddressResolver()('localhost');
    expect(addresses.some((address) => address === '127.0.0.1' || address === '::1')).toBe(true);
  });
});
