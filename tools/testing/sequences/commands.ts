import fc from 'fast-check';

/** A write that a customer asks for; numbers choose among what the customer has. */
export interface Ask {
  tool: 'cancel' | 'pay' | 'items' | 'return' | 'exchange';
  order: number;
  line: number;
  to: number;
  method: number;
}

/** Where a process ends in the middle of its work: before its n-th statement, or after its commit and before its answer. */
export type Crash = { before: number } | 'before-answer' | undefined;

/** One step of a sequence. `slot` chooses among the proposals so far. */
export type Command =
  | { kind: 'propose'; ask: Ask; shown: boolean; again: boolean; crash: Crash }
  | { kind: 'decide'; slot: number; how: Consent; times: number; crash: Crash }
  | { kind: 'staff'; slot: number; approves: boolean }
  | { kind: 'commit'; slot: number; times: number; withCode: boolean; crash: Crash }
  | { kind: 'race'; slots: [number, number] }
  | { kind: 'wait'; minutes: number };

/** How somebody answers an offer: with a code, without one, with other arguments than were shown, or as a stranger. */
export type Consent = 'yes' | 'yes-without-code' | 'no' | 'other-arguments' | 'stranger';

const index = fc.nat({ max: 3 });
const crash: fc.Arbitrary<Crash> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: fc.nat({ max: 24 }).map((before) => ({ before })) },
  { weight: 1, arbitrary: fc.constant('before-answer' as const) },
);

const choices = { line: fc.nat({ max: 1 }), to: fc.nat({ max: 2 }), method: fc.nat({ max: 2 }) };

/** Mostly what fits the order: the first two are pending, the last one was delivered. */
const ask: fc.Arbitrary<Ask> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      tool: fc.constantFrom('cancel', 'pay', 'pay', 'items', 'items'),
      order: fc.nat({ max: 1 }),
      ...choices,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      tool: fc.constantFrom('return', 'exchange', 'exchange'),
      order: fc.constant(2),
      ...choices,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      tool: fc.constantFrom('cancel', 'pay', 'items', 'return', 'exchange'),
      order: fc.nat({ max: 2 }),
      ...choices,
    }),
  },
);

const propose = fc.record({
  kind: fc.constant('propose' as const),
  ask,
  shown: fc.nat({ max: 9 }).map((number) => number > 0),
  again: fc.nat({ max: 3 }).map((number) => number === 0),
  crash,
});

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: propose },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      slot: index,
      how: fc.constantFrom<Consent>(
        'yes',
        'yes',
        'yes',
        'yes',
        'yes',
        'yes-without-code',
        'no',
        'other-arguments',
        'stranger',
      ),
      times: fc.integer({ min: 1, max: 2 }),
      crash,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('commit' as const),
      slot: index,
      times: fc.integer({ min: 1, max: 3 }),
      withCode: fc.nat({ max: 9 }).map((number) => number > 0),
      crash,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('race' as const), slots: fc.tuple(index, index) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('staff' as const), slot: index, approves: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 14, 16) }),
  },
);

/** Sequences that begin with something to decide about. */
export const sequence: fc.Arbitrary<Command[]> = fc
  .tuple(fc.array(propose, { minLength: 1, maxLength: 2 }), fc.array(command, { minLength: 3, maxLength: 7 }))
  .map(([first, rest]) => [...first, ...rest]);
