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
import type { TurnListener } from './turn-context.js';
import type { TurnLog } from './turn-log.js';
import type { OpenTurn, TurnRecord } from './turn-store.js';

/** Listens to a run, writes the turn's log while it happens, and sums it up when it is over. */
export interface TurnRecorder {
  listener: TurnListener;
  /** Ends every request that is still open as failed, so that each has an outcome. */
  cutOff(reason: FailureReason): void;
  /** A person has the conversation: nothing more is shown, what was shown is no answer, and every request is theirs. */
  silence(message: string): void;
  /** What is stored of the turn: the words that were shown, not those that might have been. */
  record(open: OpenTurn): TurnRecord;
  end(): void;
  endEarly(error: unknown, interrupted: boolean): void;
}

/** A recorder for one turn. `startedAt` is the `performance.now()` of its beginning. */
export function createTurnRecorder(turn: {
  turnId: string;
  cards: readonly AgentCard[];
  log: TurnLog;
  startedAt: number;
  traceId: string;
}): TurnRecorder {
  const { turnId, cards, log, startedAt } = turn;
  const elapsed = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
  const replies = new Map<string, AgentReply>();
  const agents: Record<string, number> = {};
  let plan: readonly Assignment[] = [];
  let assembler: Assembler | undefined;
  let isCutOff = false;
  let understoodAt = 0;
  let firstText: number | undefined;
  let heldByPerson = false;

  const emit = (event: TurnEvent): void => {
    if (event.type === 'text-delta') firstText ??= elapsed();
    log.append(event);
  };
  const listener: TurnListener = {
    understood(assignments) {
      plan = assignments;
      understoodAt = elapsed();
      const requests = plan.map(({ requestId, agent, request }) => ({ requestId, agent, request }));
      emit({ type: 'turn-start', turnId, requests });
      assembler = createAssembler(plan, cards, emit);
    },
    progressed(event) {
      if (!heldByPerson) assembler?.push(event);
    },
    ended(reply) {
      const { requestId } = reply.outcome;
      if (heldByPerson || replies.has(requestId)) return;
      replies.set(requestId, reply);
      agents[requestId] = Math.round((elapsed() - understoodAt) * 10) / 10;
      assembler?.end(reply);
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
    end() {
      const all = [...replies.values()];
      for (const { outcome, proposals } of all) {
        for (const proposal of proposals)
          emit({ type: 'action-proposed', requestId: outcome.requestId, proposal });
      }
      emit({
        type: 'turn-end',
        turnId,
        outcomes: outcomes(),
        missing: outcomes().flatMap((outcome) => toMissing(outcome, cards)),
        usage: all.map(({ usage }) => usage).reduce(addUsage, NO_USAGE),
        timings: {
          understood: understoodAt,
          total: elapsed(),
          agents,
          ...(firstText === undefined ? {} : { firstText }),
        },
        degraded: all.some(({ degraded }) => degraded),
        ...(heldByPerson ? { heldByPerson } : {}),
      });
    },
    endEarly(error, interrupted) {
      if (interrupted) log.append({ type: 'turn-interrupted', turnId });
      else log.append({ type: 'error', problem: toProblem(error, turn.traceId) });
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
