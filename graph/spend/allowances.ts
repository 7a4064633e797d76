import { type Allowance, shareOf } from '../../contract/allowance.js';
import type { Identity } from '../../contract/identity.js';
import { addUsage, NO_USAGE, type Usage } from '../../contract/usage.js';
import type { ModelSpendStore } from '../../database/model-spend-store.js';
import type { SpendLimits } from '../../platform/model-config.js';

/** A turn, the same object all along, and who pays for it. */
export interface PayingTurn {
  identity: Identity;
}

/** How much the requests of a turn may consume. */
export interface Allowances {
  /** True when today's limit of the customer is reached: then no model may be asked that costs money. */
  isSpent(turn: PayingTurn): Promise<boolean>;
  /** Counts what the supervisor itself consumed before the turn was split. */
  spent(turn: PayingTurn, usage: Usage): Promise<void>;
  /** The share of one of so many requests that work at the same time. */
  shareFor(turn: PayingTurn, requests: number): Promise<Allowance>;
}

/** What allowances stand on; `onFault` hears that the day's spending could not be read or written. */
export interface AllowanceDependencies {
  limits: SpendLimits;
  store: ModelSpendStore;
  onFault: (error: unknown) => void;
}

const MICROS_A_CENT = 10_000;

/** Turns are remembered as long as somebody works on them, by the object that they are; days by the database. A database that does not answer stops no turn. */
export function createAllowances({ limits, store, onFault }: AllowanceDependencies): Allowances {
  const turns = new WeakMap<PayingTurn, { usage: Usage; isSpent: boolean | undefined }>();
  const entryOf = (turn: PayingTurn) => {
    const entry = turns.get(turn) ?? { usage: NO_USAGE, isSpent: undefined };
    turns.set(turn, entry);
    return entry;
  };
  const readSpent = async (identity: Identity): Promise<boolean> => {
    const { customerCents, anonymousCents } = limits.day;
    const cents = identity.level === 'anonymous' ? anonymousCents : customerCents;
    if (cents === 0) return false;
    return (await store.today(identity)) >= cents * MICROS_A_CENT;
  };
  const allowances: Allowances = {
    async isSpent(turn) {
      const entry = entryOf(turn);
      entry.isSpent ??= await readSpent(turn.identity).catch((error: unknown) => {
        onFault(error);
        return false;
      });
      return entry.isSpent;
    },
    async spent(turn, usage) {
      const entry = entryOf(turn);
      entry.usage = addUsage(entry.usage, usage);
      await store.add(turn.identity, usage).catch(onFault);
    },
    async shareFor(turn, requests) {
      const { modelCalls, toolCalls, tokens } = limits.turn;
      const { usage } = entryOf(turn);
      const left = {
        modelCalls: modelCalls - usage.modelCalls,
        toolCalls,
        tokens: tokens - usage.inputTokens - usage.outputTokens,
        free: await allowances.isSpent(turn),
      };
      return shareOf(left, requests);
    },
  };
  return allowances;
}
