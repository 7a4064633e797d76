import { isDeepStrictEqual } from 'node:util';
import type { RecordedWorld } from '../retail/recorded-world.js';

/** The world with every record that is as it was in the very form in which it was read: comparisons may look at the order of keys. */
export function asRecorded(world: RecordedWorld, initial: RecordedWorld): RecordedWorld {
  return {
    orders: restore(world.orders, initial.orders),
    products: restore(world.products, initial.products),
    users: restore(world.users, initial.users),
  };
}

function restore<Entry>(now: Record<string, Entry>, before: Record<string, Entry>): Record<string, Entry> {
  const added = Object.entries(now).filter(([id]) => !(id in before));
  const kept = Object.entries(before).flatMap(([id, old]) => {
    const current = now[id];
    if (current === undefined) return [];
    return [[id, isDeepStrictEqual(current, old) ? old : current] as const];
  });
  return Object.fromEntries([...kept, ...added]);
}
