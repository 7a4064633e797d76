import { randomUUID } from 'node:crypto';
import type { AgentCard } from '../../contract/agent-card.js';
import type { Identity } from '../../contract/identity.js';
import { deadline } from '../../platform/resilience/deadline.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import { formatTraceparent, type TraceContext } from '../../platform/telemetry/trace-context.js';
import type { SupervisorGraph } from '../build-graph.js';
import { holdLease } from './hold-lease.js';
import { createTurnLog, type TurnLog } from './turn-log.js';
import { createTurnRecorder, type TurnRecorder } from './turn-recorder.js';
import type { OpenTurn, TurnStore } from './turn-store.js';

/** A message of a customer, for a session of theirs. */
export interface TurnInput {
  identity: Identity;
  sessionId: string;
  text: string;
  trace: TraceContext;
}

/** A turn at work: read its log, abort it when nobody reads any more. `done` resolves when all is stored. */
export interface RunningTurn {
  turnId: string;
  log: TurnLog;
  abort(reason: Error): void;
  done: Promise<void>;
}

/** Runs turns: one at a time a session, each to an end that is stored before it is told. */
export interface TurnEngine {
  /** Rejects with `not-found` or `turn-running` before anything has begun; after that the log tells everything. */
  start(input: TurnInput): Promise<RunningTurn>;
  /** Resolves when no turn is running. */
  idle(): Promise<void>;
}

/** What the engine stands on. */
export interface TurnEngineDependencies {
  graph: SupervisorGraph;
  store: TurnStore;
  cards: readonly AgentCard[];
  logger: Logger;
  turnTimeoutMs: number;
  /** Called after a turn has ended, off its path: keeps checkpoints to a handful. */
  afterTurn?: (sessionId: string) => Promise<void>;
}

/** An engine over the graph. */
export function createTurnEngine(dependencies: TurnEngineDependencies): TurnEngine {
  const { store, logger } = dependencies;
  const owner = randomUUID();
  const running = new Set<Promise<void>>();

  return {
    async start({ identity, sessionId, text, trace }) {
      const startedAt = performance.now();
      const turnId = randomUUID();
      const open = await store.open(identity, { sessionId, turnId, owner, text });
      const log = createTurnLog();
      const recorder = createTurnRecorder({
        turnId,
        cards: dependencies.cards,
        log,
        startedAt,
        traceId: trace.traceId,
      });
      const leaving = new AbortController();
      const done = runTurn({ dependencies, identity, open, text, trace, recorder, leaving }).finally(() => {
        log.close();
        running.delete(done);
      });
      running.add(done);
      done.catch((error: unknown) => logger.error({ error, turnId }, 'a turn ended badly'));
      return { turnId, log, abort: (reason) => leaving.abort(reason), done };
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled([...running]);
    },
  };
}

interface Run {
  dependencies: TurnEngineDependencies;
  identity: Identity;
  open: OpenTurn;
  text: string;
  trace: TraceContext;
  recorder: TurnRecorder;
  leaving: AbortController;
}

/** The answer is stored before `turn-end` is sent: what the customer has seen end is in the history. */
async function runTurn(run: Run): Promise<void> {
  const { dependencies, open, recorder, leaving } = run;
  const { store, turnTimeoutMs } = dependencies;
  const limit = deadline(turnTimeoutMs, leaving.signal);
  const lease = holdLease(store, open, () => leaving.abort(new Error('the session was taken over')));
  try {
    if (open.heldByPerson) recorder.silence(run.text);
    else await invokeGraph(run, limit.signal);
    await finish(run);
    recorder.end();
  } catch (error) {
    await endEarly(run, error, limit.signal);
  } finally {
    lease.stop();
    limit.clear();
  }
  await dependencies.afterTurn?.(open.sessionId);
}

/** Whatever went wrong, also with storing it, the log gets its last event: nobody is left waiting. */
async function endEarly(run: Run, error: unknown, limit: AbortSignal): Promise<void> {
  const { dependencies, identity, open, recorder, leaving, text } = run;
  const { store, logger } = dependencies;
  const interrupted = leaving.signal.aborted;
  if (!interrupted) logger.error({ error, turnId: open.turnId }, 'a turn failed');
  const reason = interrupted ? 'interrupted' : limit.aborted ? 'timeout' : 'internal';
  try {
    if (await store.isHeldByPerson(identity, open)) recorder.silence(text);
    recorder.cutOff(reason);
    if ((await finish(run)) === 'silenced') {
      recorder.end();
      return;
    }
  } catch (fault) {
    logger.error({ error: fault, turnId: open.turnId }, 'what a turn showed could not be stored');
    recorder.cutOff(reason);
  }
  recorder.endEarly(error, interrupted);
}

/** The last moment at which a person may have taken over: then the answer is not part of the conversation. */
async function finish({ dependencies, identity, open, recorder, text }: Run) {
  const end = await dependencies.store.finish(identity, open, recorder.record(open));
  if (end === 'silenced') recorder.silence(text);
  return end;
}

async function invokeGraph(
  { dependencies, identity, open, text, trace, recorder }: Run,
  signal: AbortSignal,
) {
  const { graph, turnTimeoutMs } = dependencies;
  const { sessionId, turnId, locale, window, summary, facts, lastAgent, awaiting } = open;
  const openActions = open.openActions.map(({ id, argsHash }) => ({ id, argsHash }));
  const deadlineAt = new Date(Date.now() + turnTimeoutMs);
  const traceparent = formatTraceparent(trace);
  const turn = {
    sessionId,
    turnId,
    identity,
    locale,
    traceparent,
    deadlineAt,
    signal,
    listener: recorder.listener,
  };
  await graph.invoke(
    { message: text, memory: { window, summary, facts, lastAgent, awaiting, openActions } },
    { configurable: { thread_id: sessionId, turn }, signal, durability: 'exit' },
  );
}
