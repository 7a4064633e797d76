import { randomUUID } from 'node:crypto';
import type { Identity } from '../../contract/identity.js';
import { AppError } from '../../platform/errors.js';
import { sleep } from '../../platform/resilience/sleep.js';
import { parseTraceparent, type TraceContext } from '../../platform/telemetry/trace-context.js';
import type { IdempotencyKey } from '../idempotency/idempotency-key.js';
import { keyInUse } from '../idempotency/key-errors.js';
import type { OpenTurn } from './open-turn.js';
import { prepareRun, runTurn, type TurnDependencies, type TurnRun } from './run-turn.js';
import { turnRunning } from './store/insert-turn.js';
import { type AbortCause, TurnAbort } from './turn-abort.js';
import { createTurnLog, type LoggedEvent } from './turn-log.js';

/** A message of a customer, for a session of theirs. */
export interface TurnInput {
  identity: Identity;
  sessionId: string;
  text: string;
  trace: TraceContext;
  key?: IdempotencyKey | undefined;
}

/** A turn of this process. `done` resolves when all is stored. */
export interface RunningTurn {
  turnId: string;
  sessionId: string;
  read(after: number, signal: AbortSignal): AsyncGenerator<LoggedEvent, void, undefined>;
  abort(cause: AbortCause): void;
  watched(): void;
  done: Promise<void>;
}

/** What a message led to: a turn that runs here, or one that is over and told again. */
export type StartedTurn = { kind: 'running'; turn: RunningTurn } | { kind: 'recorded'; turnId: string };

/** Runs turns: one at a time a session, each to an end that is stored before it is told. */
export interface TurnEngine {
  /** Rejects with `not-found`, `turn-running` or what is wrong with the key before anything has begun; after that the log tells everything. */
  start(input: TurnInput): Promise<StartedTurn>;
  /** The turn, when it runs in this process. */
  running(turnId: string): RunningTurn | undefined;
  /** Goes on with a turn whose holder is gone; undefined when it is over, or somebody has it. */
  resume(customerId: string | undefined, turnId: string): Promise<RunningTurn | undefined>;
  /** Ends what runs here so that another replica can go on with it, and takes nothing more. */
  park(): void;
  /** Resolves when no turn is running. */
  idle(): Promise<void>;
}

/** What the engine stands on. */
export interface TurnEngineDependencies extends TurnDependencies {
  /** What a message does that comes while the last one is being answered: it is refused, or it ends the answer. */
  onBusy?: 'reject' | 'interrupt';
  /** Asks the replica that has a turn to end it. */
  cancel?: (identity: Identity, turnId: string) => Promise<void>;
  /** Tells other replicas that a turn changed hands, or waits for some. */
  tell?: (what: 'taken' | 'parked', turnId: string) => void;
}

const INTERRUPT_WITHIN_MILLISECONDS = 2_000;
const INTERRUPT_POLL_MILLISECONDS = 50;

/** An engine over the graph. */
export function createTurnEngine(dependencies: TurnEngineDependencies): TurnEngine {
  const { store, logger, onBusy = 'reject', cancel, tell = () => {} } = dependencies;
  const owner = randomUUID();
  const turns = new Map<string, RunningTurn>();
  let parked = false;

  const launch = (open: OpenTurn, trace: TraceContext, startedAt = performance.now()): RunningTurn => {
    const log = createTurnLog(open.known?.events, open.firstEventId);
    const run = prepareRun(dependencies, { open, trace, log, startedAt });
    const turn = toRunning(run, () => turns.delete(open.turnId));
    turns.set(open.turnId, turn);
    turn.done.catch((error: unknown) => logger.error({ error, turnId: open.turnId }, 'a turn ended badly'));
    if (open.merged !== undefined) {
      turns.get(open.merged)?.abort('lost');
      tell('taken', open.merged);
    }
    return turn;
  };
  const resume = async (customerId: string | undefined, turnId: string) => {
    const own = turns.get(turnId);
    if (own !== undefined) return own;
    if (parked) throw stopping();
    const taking = await store.take(customerId, { turnId, owner });
    if (taking.kind === 'taken') return launch(taking.turn, parseTraceparent(undefined));
    if (taking.kind === 'merged') {
      const { turn } = taking;
      const event = { type: 'turn-interrupted' as const, turnId, reason: 'merged' as const };
      await store.close(turn, [{ id: turn.firstEventId, event }]);
    }
    return undefined;
  };
  const interrupt = async (identity: Identity, turnId: string): Promise<void> => {
    turns.get(turnId)?.abort('cancelled');
    await cancel?.(identity, turnId);
  };

  return {
    async start(input) {
      const { identity, sessionId, text, trace, key } = input;
      const startedAt = performance.now();
      const turnId = randomUUID();
      for (let asked = false; ; ) {
        if (parked) throw stopping();
        const met = await store.open({ identity, sessionId, turnId, owner, text, key });
        if (met.kind === 'opened') return { kind: 'running', turn: launch(met.turn, trace, startedAt) };
        if (met.kind === 'recorded') return { kind: 'recorded', turnId: met.turnId };
        if (met.kind === 'in-flight') throw keyInUse(inFlight(sessionId, met.turnId));
        if (met.kind === 'abandoned') {
          const turn = await resume(customer(identity), met.turnId);
          if (turn === undefined) return { kind: 'recorded', turnId: met.turnId };
          return { kind: 'running', turn };
        }
        if (met.kind === 'abandoned-before') {
          await endAbandoned(customer(identity), met.turnId);
          continue;
        }
        const waited = performance.now() - startedAt;
        if (onBusy === 'reject' || met.turnId === null || waited > INTERRUPT_WITHIN_MILLISECONDS)
          throw turnRunning();
        if (!asked) await interrupt(identity, met.turnId);
        asked = true;
        await sleep(INTERRUPT_POLL_MILLISECONDS);
      }
    },
    running: (turnId) => turns.get(turnId),
    resume,
    park() {
      parked = true;
      for (const turn of turns.values()) {
        turn.abort('restarting');
        turn.done.finally(() => tell('parked', turn.turnId)).catch(() => {});
      }
    },
    async idle() {
      while (turns.size > 0) await Promise.allSettled([...turns.values()].map(({ done }) => done));
    },
  };

  /** The customer writes on: what a turn without a holder has shown stays, and nothing more comes of it. */
  async function endAbandoned(customerId: string | undefined, turnId: string): Promise<void> {
    const turn = await resume(customerId, turnId);
    turn?.abort('crashed');
    await turn?.done.catch(() => {});
  }
}

function toRunning(run: TurnRun, onEnd: () => void): RunningTurn {
  const { open, log, leaving, pulse } = run;
  const done = runTurn(run).finally(() => {
    log.close();
    onEnd();
  });
  return {
    turnId: open.turnId,
    sessionId: open.sessionId,
    read: (after, signal) => log.read(after, signal),
    abort(cause) {
      if (!leaving.signal.aborted) leaving.abort(new TurnAbort(cause));
    },
    watched: () => pulse.watched(),
    done,
  };
}

function customer(identity: Identity): string | undefined {
  return identity.level === 'anonymous' ? undefined : identity.customerId;
}

function inFlight(sessionId: string, turnId: string): string {
  return `This message is being answered. Read the answer at /v1/sessions/${sessionId}/turns/${turnId}/events, or send it again later.`;
}

function stopping(): AppError {
  const message = 'This server is about to stop. Send the request again, with the same Idempotency-Key.';
  return new AppError('unavailable', message, { retryAfterSeconds: 1 });
}
