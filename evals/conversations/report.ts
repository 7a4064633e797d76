import type { Held } from './run-goals.js';
import { wilsonInterval } from './wilson.js';

/** A conversation as text, with what was missing. */
export function printTranscript({ goal, wording, turns, missing }: Held): string {
  const lines = turns.flatMap(({ said, reply, agents, outcomes, tools, decision }) => {
    const ends = outcomes.map((outcome, index) => `${agents[index]} ${outcome}`).join(', ');
    const called = tools.map(({ name, ok, code }) => (ok ? name : `${name}!${code ?? ''}`)).join(' ');
    return [`> ${said}`, reply, `  [${decision?.status ?? ends}${called === '' ? '' : `; ${called}`}]`];
  });
  const verdict = missing.length === 0 ? 'reached' : `MISSED: ${missing.join('; ')}`;
  return [`## ${goal.id} ${wording}: ${goal.wants}`, ...lines, verdict, ''].join('\n');
}

/** How many goals and conversations reached what was wanted, with 95% intervals, by group. */
export function printHeld(held: readonly Held[]): string {
  const groups = [...new Set(held.map(({ group }) => group))];
  const rows = groups.map((group) =>
    toRow(
      group,
      held.filter((one) => one.group === group),
    ),
  );
  const missed = held.filter(({ missing }) => missing.length > 0);
  return [
    '',
    row(['', 'goals', 'by all wordings', 'conversations', 'reached', '95% interval']),
    ...rows,
    toRow('all', held),
    ...missed.map(
      ({ goal, wording, missing }) => `missed ${goal.id} ${wording}: ${missing.join('; ').slice(0, 300)}`,
    ),
  ].join('\n');
}

function toRow(name: string, held: readonly Held[]): string {
  const goals = [...new Set(held.map(({ goal }) => goal))];
  const isReached = ({ missing }: Held): boolean => missing.length === 0;
  const whole = goals.filter((goal) => held.filter((one) => one.goal === goal).every(isReached));
  const reached = held.filter(isReached).length;
  const { low, high } = wilsonInterval(reached, held.length);
  return row([
    name,
    String(goals.length),
    String(whole.length),
    String(held.length),
    `${reached} (${percent(reached / held.length)})`,
    `${percent(low)} to ${percent(high)}`,
  ]);
}

const WIDTHS = [26, 7, 17, 15, 14, 18];

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
    .join('')
    .trimEnd();
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
