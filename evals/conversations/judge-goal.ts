import type pg from 'pg';
import type { Reached, SeenTurn, Subject } from './goal.js';

/** What is missing for the goal to be reached, in words; empty when it is. */
export async function judgeGoal(
  pool: pg.Pool,
  reached: Reached,
  subject: Subject,
  turns: readonly SeenTurn[],
): Promise<string[]> {
  const rows = reached.rows === undefined ? [] : await judgeRows(pool, reached.rows, subject);
  return [...judgeDeeds(reached, turns), ...judgeWords(reached, turns), ...rows];
}

function judgeDeeds(reached: Reached, turns: readonly SeenTurn[]): string[] {
  const tools = turns.flatMap((turn) => turn.tools);
  const done = new Set(tools.filter(({ ok }) => ok).map(({ name }) => name));
  const called = new Set(tools.map(({ name }) => name));
  const ends = turns.findLast(({ outcomes }) => outcomes.length > 0)?.outcomes ?? [];
  const decided = turns.findLast(({ decision }) => decision !== undefined)?.decision?.status;
  return [
    ...(reached.tools ?? []).filter((tool) => !done.has(tool)).map((tool) => `${tool} was not called`),
    ...(reached.neverTools ?? []).filter((tool) => called.has(tool)).map((tool) => `${tool} was called`),
    ...judgeProposals(reached, turns),
    ...(reached.decided === undefined || reached.decided === decided
      ? []
      : [`decided: ${decided ?? 'nothing'}`]),
    ...(reached.ends === undefined || ends.every((end) => reached.ends?.includes(end))
      ? []
      : [`ended ${ends.join(', ')}`]),
  ];
}

function judgeProposals({ proposes }: Reached, turns: readonly SeenTurn[]): string[] {
  if (proposes === undefined) return [];
  const made = turns.flatMap(({ proposals }) => proposals);
  if (proposes === null) return made.map(({ tool }) => `${tool} was proposed`);
  const { tool, approval, level, text = [] } = proposes;
  const fitting = made.some(
    (proposal) =>
      proposal.tool === tool &&
      (approval === undefined || proposal.approval === approval) &&
      (level === undefined || proposal.level === level) &&
      text.every((part) => proposal.text.includes(part)),
  );
  const shown = made.map(
    (one) => `${one.tool} (${one.approval}, ${one.level}) ${one.text.replaceAll('\n', ' | ')}`,
  );
  return fitting ? [] : [`no such proposal of ${tool}; made: ${shown.join('; ') || 'none'}`];
}

function judgeWords(reached: Reached, turns: readonly SeenTurn[]): string[] {
  const replies = turns.map(({ reply }) => reply).join('\n');
  const has = (part: string | RegExp): boolean =>
    typeof part === 'string' ? replies.includes(part) : part.test(replies);
  const cited = turns.flatMap((turn) => turn.cited);
  const cards = turns.flatMap((turn) => turn.cards);
  return [
    ...(reached.shows ?? []).filter((part) => !has(part)).map((part) => `does not show ${part}`),
    ...(reached.hides ?? []).filter(has).map((part) => `shows ${part}`),
    ...(reached.cites === undefined || reached.cites.some((id) => cited.includes(id))
      ? []
      : [`cites ${[...new Set(cited)].join(', ') || 'nothing'}`]),
    ...(reached.cards ?? []).filter((id) => !cards.includes(id)).map((id) => `no card of ${id}`),
  ];
}

async function judgeRows(pool: pg.Pool, sql: string, subject: Subject): Promise<string[]> {
  const values: string[] = [];
  const text = sql.replaceAll(/(?<![:\w]):([a-z_][a-z_0-9]*)/g, (_, name: string) => {
    values.push(subject[name] ?? '');
    return `$${values.length}::text`;
  });
  const { rows } = await pool.query<Record<string, unknown>>(text, values);
  const [value] = Object.values(rows[0] ?? {});
  return value === true ? [] : [`rows are not as they should be: ${text}`];
}
