import type { Step } from './mock-supervisor.js';

/** Holds a recorded turn at two places until a test lets it go on: no test has to guess how long a moment lasts. */
export interface Gates {
  /** The same steps, held where the first look-up ends and where the answer to the second request does. */
  hold(steps: readonly Step[]): Step[];
  endLookUp(): void;
  finish(): void;
}

/** Closed gates for one test. */
export function createGates(): Gates {
  const lookUp = createGate();
  const answer = createGate();
  return {
    hold: (steps) =>
      steps.map((step) => {
        if (!('event' in step)) return step;
        const { event } = step;
        if (event.type === 'tool-end' && event.callId.endsWith('r1-c1'))
          return { ...step, after: lookUp.opened };
        const endsSecond = event.type === 'agent-end' && event.outcome.requestId.endsWith('r2');
        return endsSecond ? { ...step, after: answer.opened } : step;
      }),
    endLookUp: lookUp.open,
    finish: answer.open,
  };
}

function createGate(): { open: () => void; opened: Promise<void> } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
