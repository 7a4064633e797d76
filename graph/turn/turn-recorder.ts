import type { AgentCard } from '../../contract/agent-card.js';
import type { AgentReply } from '../../contract/agent-reply.js';
import type { MissingPart, TurnEvent } from '../../contract/events.js';
import type { FailureReason, Outcome } from '../../contract/outcome.js';
import { addUsage, NO_USAGE } from '../../contract/usage.js';
import { toProblem } from '../../platform/http/problem.js';
import { type Assembler, createAssembler } from '../answer/assembler.js';
import { toFailedReply, toOwnReply } from '../answer/to-reply.js';
import type { Assignment } from '../state.js';
import { mergeFacts } from './merge-facts.js';
import type { KnownTurn, OpenTurn, TurnRecord } from './open-turn.js';
import { createResumeEmit } from './resume-emit.js';
import type { AbortCause } from './turn-abort.js';
import type { TurnListener } from './turn-context.js';
import type { TurnLog } from './turn-log.js';
import type { TurnProgress } from './turn-progress.js';

/** Listens to a run, writes the turn's log while it happens, and sums it up when it is over. */
export interface TurnRecorder {
  listener: TurnListener;
  /** Ends every request that is still open as failed, so that each has an outcome. */
  cutOff(reason: FailureReason): void;
  /** A person has the conversation: nothing more is shown, what was shown is no answer, and every request is theirs. */
  silence(message: string): void;
  /** What is stored of the turn: the words that were shown, not those that might have been. */
  record(open: OpenTurn): TurnRecord;
  /** The plan and the replies so far, for whoever goes on. */
  progress(): Pick<TurnProgress, 'plan' | 'replies'>;
  /** How often what `progress` tells has changed. */
  version(): number;
  /** The last events of a turn that came to its end; they are not in the log yet. */
  ending(): TurnEvent[];
  /** The last event of one that did not. */
  endingEarly(error: unknown, cause: AbortCause | undefined): TurnEvent[];
}

/** A recorder for one turn. `startedAt` is the `performance.now()` of its beginning. */
export function createTurnRecorder(turn: {
  turnId: string;
  cards: readonly AgentCard[];
  log: TurnLog;
  startedAt: number;
  traceId: string;
  /** What another replica has recorded of it. */
  known?: KnownTurn | undefined;
}): TurnRecorder {
  const { turnId, cards, log, startedAt, known } = turn;
  const elapsed = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
  const replies = new Map<string, AgentReply>();
  const agents: Record<string, number> = {};
  let plan: readonly Assignment[] = [];
  let assembler: Assembler | undefined;
  let isCutOff = false;
  let understoodAt = 0;
  let firstText: number | undefined;
  let heldByPerson = false;
  let version = 0;
  let own = NO_USAGE;

  const append = (event: TurnEvent): void => {
    if (event.type === 'text-delta') firstText ??= elapsed();
    log.append(event);
  };
  const emit = known === undefined ? append : createResumeEmit(known.events, known.exact, append);
  const listener: TurnListener = {
    understood(assignments, how) {
      plan = assignments;
      version += 1;
      understoodAt = elapsed();
      const requests = plan.map(({ requestId, agent, request }) => ({ requestId, agent, request }));
      emit({ type: 'turn-start', turnId, requests });
      assembler = createAssembler(plan, cards, emit, how);
    },
    progressed(event) {
      if (!heldByPerson) assembler?.push(event);
    },
    ended(reply) {
      const { requestId } = reply.outcome;
      if (heldByPerson || replies.has(requestId)) return;
      replies.set(requestId, reply);
      version += 1;
      agents[requestId] = Math.round((elapsed() - understoodAt) * 10) / 10;
      assembler?.end(reply);
    },
    composed(worded) {
      if (!heldByPerson) assembler?.release(worded);
    },
    spent(usage) {
      own = addUsage(own, usage);
    },
  };
  const outcomes = (): Outcome[] => plan.flatMap(({ requestId }) => replies.get(requestId)?.outcome ?? []);

  return {
    listener,
    cutOff(reason) {
      isCutOff = true;
      for (const assignment of plan) {
        if (!replies.has(assignment.requestId)) listener.ended(toFailedReply(assignment, reason));
      }
      assembler?.release();
    },
    silence(message) {
      if (heldByPerson) return;
      if (plan.length === 0)
        listener.understood([{ requestId: turnId, agent: 'supervisor', request: message }]);
      heldByPerson = true;
      const shown = new Set(log.events().map(({ event }) => event.type === 'text-delta' && event.requestId));
      for (const assignment of plan) {
        const { requestId } = assignment;
        const reply = toOwnReply(assignment, '', 'handed-off');
        if (shown.has(requestId)) emit({ type: 'text-incomplete', requestId, reason: 'interrupted' });
        if (!replies.has(requestId)) emit({ type: 'agent-end', outcome: reply.outcome });
        replies.set(requestId, { ...reply, usage: replies.get(requestId)?.usage ?? reply.usage });
      }
    },
    record(open) {
      const record = toRecord(open, [...replies.values()], outcomes(), assembler?.text() ?? '', log);
      // What was not shown is not offered.
      return isCutOff ? { ...record, offered: [] } : record;
    },
    progress: () => ({ ...(plan.length === 0 ? {} : { plan: [...plan] }), replies: [...replies.values()] }),
    version: () => version,
    ending() {
      const all = [...replies.values()];
      const proposed = all.flatMap(({ outcome: { requestId }, proposals }) =>
        proposals.map((proposal): TurnEvent => ({ type: 'action-proposed', requestId, proposal })),
      );
      const missing = outcomes().flatMap((outcome) => toMissing(outcome, cards));
      const usage = all.map((reply) => reply.usage).reduce(addUsage, own);
      const timings = { understood: understoodAt, total: elapsed(), agents };
      return [
        ...proposed,
        {
          ...{ type: 'turn-end', turnId, outcomes: outcomes(), missing, usage },
          timings: { ...timings, ...(firstText === undefined ? {} : { firstText }) },
          degraded: all.some(({ degraded }) => degraded),
          ...(heldByPerson ? { heldByPerson } : {}),
        },
      ];
    },
    endingEarly(error, cause) {
      if (cause === undefined) return [{ type: 'error', problem: toProblem(error, turn.traceId) }];
      const reason = cause === 'lost' ? 'merged' : cause;
      return [{ type: 'turn-interrupted', turnId, reason }];
    },
  };
}

function toRecord(
  open: OpenTurn,
  replies: readonly AgentReply[],
  outcomes: Outcome[],
  text: string,
  log: TurnLog,
): TurnRecord {
  const events = log.events().map(({ event }) => event);
  const lastAgent = outcomes
    .filter(({ agent, status }) => agent !== 'supervisor' && status !== 'failed')
    .at(-1)?.agent;
  return {
    text,
    data: {
      outcomes,
      citations: events.flatMap((event) => (event.type === 'citation' ? [event.citation] : [])),
      items: events.flatMap((event) => (event.type === 'item-shown' ? [event.item] : [])),
    },
    facts: mergeFacts(
      open.facts,
      replies.flatMap(({ facts }) => facts),
    ),
    lastAgent: lastAgent ?? open.lastAgent,
    offered: replies.flatMap(({ proposals }) => proposals.map(({ id }) => id)),
  };
}

function toMissing(outcome: Outcome, cards: readonly AgentCard[]): MissingPart[] {
  if (outcome.status !== 'failed') return [];
  const { requestId, agent, reason } = outcome;
  const hint = cards.find(({ id }) => id === agent)?.unavailableHint ?? 'Please ask again in a few minutes.';
  return [{ requestId, agent, reason, hint }];
}
