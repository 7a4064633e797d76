import { newAction, offerAction } from './action-state.js';

/**
 * @typedef {import('./action-state.js').Action} Action
 * @typedef {import('../../contract/events.js').TurnEvent} TurnEvent
 * @typedef {import('../../contract/events.js').MissingPart} MissingPart
 * @typedef {import('../../contract/events.js').Timings} Timings
 * @typedef {import('../../contract/citation.js').Citation} Citation
 * @typedef {import('../../contract/display-item.js').DisplayItem} DisplayItem
 * @typedef {import('../../contract/outcome.js').Outcome} Outcome
 * @typedef {import('../../contract/problem.js').Problem} Problem
 */

/**
 * @typedef {{ callId: string, tool: string, status: 'running' | 'done' | 'fault', code: string, milliseconds: number }} ToolRun
 * @typedef {'waiting' | 'working' | Outcome['status']} PartStatus
 * @typedef {object} Part One request of the message, and all that came back for it.
 * @property {string} requestId
 * @property {string} agent empty when no specialist was needed
 * @property {string} request
 * @property {PartStatus} status
 * @property {string} reason empty unless it failed
 * @property {string} text
 * @property {string} incomplete why the text was cut short, empty when it was not
 * @property {string} note what is said after the cut: that something is missing, and what can be done about it
 * @property {readonly ToolRun[]} tools
 * @property {readonly Citation[]} citations
 * @property {readonly DisplayItem[]} items
 * @property {readonly Action[]} actions what was proposed, and what became of it
 */

/**
 * @typedef {'sending' | 'working' | 'done' | 'stopped' | 'interrupted' | 'lost' | 'error'} Phase
 * @typedef {object} Turn
 * @property {string} key this turn's name on the page
 * @property {string} question
 * @property {string} turnId empty until the server named it
 * @property {Phase} phase
 * @property {readonly Part[]} parts in the order asked
 * @property {readonly MissingPart[]} missing
 * @property {boolean} degraded
 * @property {boolean} held a person has the conversation: the message was passed on, and no bot answers it
 * @property {Timings | undefined} timings
 * @property {Problem | undefined} problem
 */

/** A turn that was just sent and of which nothing is known yet. @param {string} key @param {string} question @returns {Turn} */
export function newTurn(key, question) {
  return {
    key,
    question,
    turnId: '',
    phase: 'sending',
    parts: [],
    missing: [],
    degraded: false,
    held: false,
    timings: undefined,
    problem: undefined,
  };
}

/** True while words may still come. @param {Turn} turn */
export function isRunning(turn) {
  return turn.phase === 'sending' || turn.phase === 'working';
}

/** The customer stopped reading, or the connection went away for good: what was shown stays. @param {Turn} turn @param {'stopped' | 'lost'} phase @returns {Turn} */
export function leaveTurn(turn, phase) {
  return isRunning(turn) ? { ...turn, phase } : turn;
}

/**
 * The turn after one more event. It never changes the turn it was given, ignores types that it does not know, and
 * ignores everything after the last event of a turn.
 * @param {Turn} turn @param {TurnEvent} event @returns {Turn}
 */
export function reduceTurn(turn, event) {
  if (!isRunning(turn)) return turn;
  switch (event.type) {
    case 'turn-start':
      return { ...turn, phase: 'working', turnId: event.turnId, parts: event.requests.map(plannedPart) };
    case 'turn-end':
      return endTurn(turn, event);
    case 'turn-interrupted':
      return { ...turn, phase: 'interrupted' };
    case 'error':
      return { ...turn, phase: 'error', problem: event.problem };
    case 'agent-end':
      return changePart(turn, event.outcome.requestId, (part) => withOutcome(part, event.outcome));
    case 'action-proposed':
      return changePart(turn, event.requestId, (part) => ({
        ...part,
        actions: addOnce(part.actions, newAction(event.proposal, turn.turnId), ({ view }) => view.id),
      }));
    case 'agent-start':
      return changePart(turn, event.requestId, (part) => ({
        ...part,
        agent: specialist(event.agent),
        status: 'working',
      }));
    default:
      return 'requestId' in event
        ? changePart(turn, event.requestId, (part) => reducePart(part, event))
        : turn;
  }
}

/**
 * @param {Part} part
 * @param {Extract<TurnEvent, { type: 'tool-start' | 'tool-end' | 'text-delta' | 'text-incomplete' | 'citation' | 'item-shown' }>} event
 * @returns {Part}
 */
function reducePart(part, event) {
  switch (event.type) {
    case 'tool-start':
      return { ...part, tools: [...part.tools, startedTool(event)] };
    case 'tool-end':
      return { ...part, tools: endTool(part.tools, event) };
    case 'text-delta':
      return addText(part, event.text);
    case 'text-incomplete':
      return { ...part, incomplete: event.reason };
    case 'citation':
      return { ...part, citations: addOnce(part.citations, event.citation, (each) => each.chunkId) };
    case 'item-shown':
      return { ...part, items: addOnce(part.items, event.item, (each) => `${each.kind} ${each.id}`) };
    default:
      return part;
  }
}

/** @param {{ requestId: string, agent: string, request: string }} planned @returns {Part} */
function plannedPart({ requestId, agent, request }) {
  return { ...emptyPart(requestId), agent: specialist(agent), request };
}

/** A part of which nothing is known but its id. @param {string} requestId @returns {Part} */
export function emptyPart(requestId) {
  return {
    requestId,
    agent: '',
    request: '',
    status: 'waiting',
    reason: '',
    text: '',
    incomplete: '',
    note: '',
    tools: [],
    citations: [],
    items: [],
    actions: [],
  };
}

/** All that was proposed in a turn. @param {Turn} turn */
export function actionsOf(turn) {
  return turn.parts.flatMap((part) => part.actions);
}

/** The turn with one of its actions changed; the same turn when it has no such action, or nothing changed. @param {Turn} turn @param {string} id @param {(action: Action) => Action} change @returns {Turn} */
export function changeAction(turn, id, change) {
  const action = actionsOf(turn).find(({ view }) => view.id === id);
  const changed = action && change(action);
  if (action === undefined || changed === undefined || changed === action) return turn;
  /** @param {Action} each */
  const swap = (each) => (each === action ? changed : each);
  return { ...turn, parts: turn.parts.map((part) => ({ ...part, actions: part.actions.map(swap) })) };
}

/** The supervisor's own words are nobody's in particular. @param {string} agent */
export function specialist(agent) {
  return agent === 'supervisor' ? '' : agent;
}

/** @param {Part} part @param {string} text @returns {Part} */
function addText(part, text) {
  if (part.incomplete !== '') return { ...part, note: part.note + text };
  return { ...part, text: part.text + text, status: part.status === 'waiting' ? 'working' : part.status };
}

/** @param {Turn} turn @param {string} requestId @param {(part: Part) => Part} change @returns {Turn} */
function changePart(turn, requestId, change) {
  const known = turn.parts.some((part) => part.requestId === requestId);
  const parts = known ? turn.parts : [...turn.parts, emptyPart(requestId)];
  const changed = parts.map((part) => (part.requestId === requestId ? change(part) : part));
  return { ...turn, phase: 'working', parts: changed };
}

/** @param {Part} part @param {Outcome} outcome @returns {Part} */
function withOutcome(part, outcome) {
  const reason = outcome.status === 'failed' ? outcome.reason : '';
  return { ...part, agent: part.agent || specialist(outcome.agent), status: outcome.status, reason };
}

/** @param {Turn} turn @param {Extract<TurnEvent, { type: 'turn-end' }>} event @returns {Turn} */
function endTurn(turn, event) {
  const settled = event.outcomes.reduce(
    (each, outcome) => changePart(each, outcome.requestId, (part) => withOutcome(part, outcome)),
    turn,
  );
  const { missing, degraded, timings, heldByPerson: held = false } = event;
  const parts = settled.parts
    .filter((part) => !held || part.text !== '')
    .map((part) => ({ ...part, actions: part.actions.map(offerAction) }));
  return { ...settled, parts, held, turnId: event.turnId, phase: 'done', missing, degraded, timings };
}

/** @param {{ callId: string, tool: string }} event @returns {ToolRun} */
function startedTool({ callId, tool }) {
  return { callId, tool, status: 'running', code: '', milliseconds: 0 };
}

/**
 * @param {readonly ToolRun[]} tools
 * @param {Extract<TurnEvent, { type: 'tool-end' }>} event
 * @returns {readonly ToolRun[]}
 */
function endTool(tools, { callId, tool, ok, code = '', milliseconds }) {
  /** @type {ToolRun} */
  const ended = { callId, tool, status: ok ? 'done' : 'fault', code, milliseconds };
  const known = tools.some((each) => each.callId === callId);
  return known ? tools.map((each) => (each.callId === callId ? ended : each)) : [...tools, ended];
}

/** @template Value @param {readonly Value[]} values @param {Value} value @param {(value: Value) => string} keyOf @returns {readonly Value[]} */
function addOnce(values, value, keyOf) {
  return values.some((each) => keyOf(each) === keyOf(value)) ? values : [...values, value];
}
