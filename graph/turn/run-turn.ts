import type { AgentCard } from '../../contract/agent-card.js';
import type { TurnEvent } from '../../contract/events.js';
import { toDatabaseError } from '../../database/database-error.js';
import { deadline } from '../../platform/resilience/deadline.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import { formatTraceparent, type TraceContext } from '../../platform/telemetry/trace-context.js';
import type { SupervisorGraph } from '../build-graph.js';
import type { OpenTurn } from './open-turn.js';
import { replayKnown } from './replay-known.js';
import { abortCause, TurnAbort } from './turn-abort.js';
import type { TurnStep } from './turn-context.js';
import type { LoggedEvent, TurnLog } from './turn-log.js';
import { startPulse, type TurnPulse } from './turn-pulse.js';
import { createTurnRecorder, type TurnRecorder } from './turn-recorder.js';
import type { TurnStore } from './turn-store.js';

/** What a turn stands on. */
export interface TurnDependencies {
  graph: SupervisorGraph;
  store: TurnStore;
  cards: readonly AgentCard[];
  logger: Logger;
  turnTimeoutMs: number;
  /** Called after a turn has ended, off its path: keeps checkpoints to a handful. */
  afterTurn?: (sessionId: string) => Promise<void>;
  /** Awaited at every step of a turn that a crash could fall between; a test ends the process there. */
  reach?: (step: TurnStep, sessionId: string) => Promise<void>;
}

/** What a turn works with while it runs. */
export interface TurnRun {
  dependencies: TurnDependencies;
  open: OpenTurn;
  trace: TraceContext;
  log: TurnLog;
  recorder: TurnRecorder;
  pulse: TurnPulse;
  leaving: AbortController;
  reach: (step: TurnStep) => Promise<void>;
}

/** How often a turn is begun before it is given up: it may be the turn that ends the process. */
const MOST_ATTEMPTS = 3;

/** Makes a turn ready to run; its heart beats from here on. */
export function prepareRun(
  dependencies: TurnDependencies,
  { open, trace, log, startedAt }: { open: OpenTurn; trace: TraceContext; log: TurnLog; startedAt: number },
): TurnRun {
  const { store, cards, logger, reach = async () => {} } = dependencies;
  const { turnId, known } = open;
  const leaving = new AbortController();
  const recorder = createTurnRecorder({ turnId, cards, log, startedAt, traceId: trace.traceId, known });
  const pulse = startPulse({
    ...{ store, turn: open, log, recorder, logger },
    onLost: () => leaving.abort(new TurnAbort('lost')),
    onCancelled: () => leaving.abort(new TurnAbort('cancelled')),
  });
  const reachHere = (step: TurnStep): Promise<void> => reach(step, open.sessionId);
  return { dependencies, open, trace, log, recorder, pulse, leaving, reach: reachHere };
}

/** The answer is stored, with the last events, before they are sent: what the customer has seen end is in the history. */
export async function runTurn(run: TurnRun): Promise<void> {
  const { dependencies, open, recorder, leaving } = run;
  const limit = deadline(dependencies.turnTimeoutMs, leaving.signal);
  try {
    await run.reach('opened');
    if (open.heldByPerson) recorder.silence(open.input);
    else if (open.cancelled) throw new TurnAbort('cancelled');
    else if (open.attempt > MOST_ATTEMPTS) throw new TurnAbort('crashed');
    else await invokeGraph(run, limit.signal);
    await run.reach('before-finish');
    await finish(run, recorder.ending());
  } catch (error) {
    // The checkpointer throws what the driver threw.
    await endEarly(run, toDatabaseError(error), limit.signal);
  } finally {
    limit.clear();
    await run.pulse.stop();
  }
  await run.reach('told');
  await dependencies.afterTurn?.(open.sessionId);
  await run.reach('pruned');
}

/** Whatever went wrong, also with storing it, the log gets its last event: nobody is left waiting. */
async function endEarly(run: TurnRun, error: unknown, limit: AbortSignal): Promise<void> {
  const { dependencies, open, recorder, leaving, log } = run;
  const { store, logger } = dependencies;
  const cause = error instanceof TurnAbort ? error.reason : abortCause(leaving.signal);
  if (cause === undefined) logger.error({ error, turnId: open.turnId }, 'a turn failed');
  const reason = cause !== undefined ? 'interrupted' : limit.aborted ? 'timeout' : 'internal';
  try {
    if (cause === 'restarting') return await park(run);
    if (cause === 'lost') return await giveUp(run);
    if (await store.isHeldByPerson(open)) recorder.silence(open.input);
    replayKnown(run);
    recorder.cutOff(reason);
    await finish(run, recorder.endingEarly(error, cause));
  } catch (fault) {
    logger.error({ error: fault, turnId: open.turnId }, 'what a turn showed could not be stored');
    recorder.cutOff(reason);
    for (const event of recorder.endingEarly(error, cause)) log.append(event);
  }
}

async function finish(run: TurnRun, ending: readonly TurnEvent[]): Promise<void> {
  const { dependencies, open, recorder, pulse, log } = run;
  await pulse.stop();
  const batch = toBatch(run, ending);
  const end = await dependencies.store.finish(open, recorder.record(open), batch);
  await run.reach('finished');
  if (end === 'stored') for (const event of ending) log.append(event);
  else await giveUp(run);
}

/** The session has another holder: a person, the turn that this one was merged into, or another replica that goes on. */
async function giveUp(run: TurnRun): Promise<void> {
  const { dependencies, open, recorder, pulse, log } = run;
  await pulse.stop();
  if (await dependencies.store.isHeldByPerson(open)) {
    recorder.silence(open.input);
    const ending = recorder.ending();
    if (await dependencies.store.close(open, toBatch(run, ending))) {
      for (const event of ending) log.append(event);
      return;
    }
  } else {
    // A turn that has said nothing yet leaves nothing behind; words that flashed by before the merge was known do.
    if (recorder.record(open).text !== '') recorder.cutOff('interrupted');
    const ending = recorder.endingEarly(undefined, 'lost');
    if (await dependencies.store.close(open, toBatch(run, ending), recorder.record(open))) {
      for (const event of ending) log.append(event);
      return;
    }
  }
  log.append({ type: 'turn-interrupted', turnId: open.turnId, reason: 'restarting', resumes: true });
}

/** Leaves the turn, with all that it has shown, to a replica that stays. */
async function park({ dependencies, open, recorder, pulse, log }: TurnRun): Promise<void> {
  await pulse.stop();
  const progress = { openActions: open.openActions, ...recorder.progress() };
  const events = log.seal(pulse.stored());
  const speaking = log.events().some(({ event }) => event.type === 'text-delta');
  await dependencies.store.park(open, { events, speaking, progress });
  log.append({ type: 'turn-interrupted', turnId: open.turnId, reason: 'restarting', resumes: true });
}

/** What is not stored yet, and the last events behind it with the ids that they will have. */
function toBatch({ log, pulse }: TurnRun, ending: readonly TurnEvent[]): LoggedEvent[] {
  const first = log.nextId();
  return [...log.seal(pulse.stored()), ...ending.map((event, place) => ({ id: first + place, event }))];
}

async function invokeGraph(run: TurnRun, signal: AbortSignal): Promise<void> {
  const { dependencies, open, trace, recorder, pulse, reach } = run;
  const { graph, turnTimeoutMs } = dependencies;
  const { sessionId, turnId, identity, locale, window, summary, facts, lastAgent, awaiting, openActions } =
    open;
  const turn = {
    ...{ sessionId, turnId, identity, locale, signal, listener: recorder.listener },
    traceparent: formatTraceparent(trace),
    deadlineAt: new Date(Date.now() + turnTimeoutMs),
    ...(open.known === undefined ? {} : { known: open.known }),
    beforeEffect: async () => {
      await pulse.beatNow(true);
      await reach('before-effect');
    },
    reach,
  };
  await graph.invoke(
    { message: open.input, memory: { window, summary, facts, lastAgent, awaiting, openActions } },
    { configurable: { thread_id: sessionId, turn }, signal, durability: 'exit' },
  );
}
