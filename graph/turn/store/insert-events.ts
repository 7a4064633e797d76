import { type RawBuilder, sql } from 'kysely';
import { customerOf } from '../../../contract/identity.js';
import type { OpenTurn } from '../open-turn.js';
import type { LoggedEvent } from '../turn-log.js';

/**
 * An insert of these events for a `with` clause, made only where `condition` holds. Their ids follow one another: they
 * come from one replica.
 */
export function insertEvents(
  { turnId, identity }: Pick<OpenTurn, 'turnId' | 'identity'>,
  events: readonly LoggedEvent[],
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const text = JSON.stringify(events.map(({ event }) => event));
  return sql`
    insert into turn_events (turn_id, first_id, customer_id, events)
    select ${turnId}, ${events[0]?.id ?? 0}::integer, ${customerOf(identity) ?? null}, ${text}
    where ${events.length > 0} and ${condition}`;
}
