import { describe, expect, it } from 'vitest';
import type { Group } from './group.js';
import { planGroups } from './plan-groups.js';

function group(target: string, text: string, score = 0.9, rival?: [string, number]): Group {
  const reading = new Map([
    [target, { score, intent: target }],
    ...(rival === undefined ? [] : [[rival[0], { score: rival[1], intent: rival[0] }] as const]),
  ]);
  return {
    start: 0,
    end: 1,
    text,
    reading,
    target,
    intent: `${target}/x`,
    score,
    manner: 'asks',
    orders: [],
    added: false,
  };
}

describe('the plan of a message', () => {
  it('loses none of more than six requests', () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      group(index % 2 === 0 ? 'order-management' : 'troubleshooting', `matter ${index}`),
    );
    const plan = planGroups(many);
    expect(plan).toHaveLength(6);
    const words = plan.map(({ request }) => request).join('\n');
    for (let index = 0; index < 9; index++) expect(words).toContain(`matter ${index}`);
    expect(new Set(plan.map(({ requestId }) => requestId)).size).toBe(6);
  });

  it('asks nothing back beside a request that is clear', () => {
    const plan = planGroups([
      group('order-management', 'where is it'),
      group('troubleshooting', 'flim flam', 0.2),
    ]);
    expect(plan).toEqual([{ requestId: 'r1', agent: 'order-management', request: 'where is it\nflim flam' }]);
  });

  it('asks between the two agents that it may be for', () => {
    const [asked] = planGroups([group('order-management', 'the thing', 0.3, ['troubleshooting', 0.25])]);
    expect(asked).toMatchObject({ reply: 'unclear', choices: ['order-management', 'troubleshooting'] });
  });

  it('names no agents when it may be for anyone', () => {
    const [asked] = planGroups([group('order-management', 'the thing', 0.3)]);
    expect(asked).toMatchObject({ reply: 'unclear' });
    expect(asked?.choices).toBeUndefined();
  });
});
