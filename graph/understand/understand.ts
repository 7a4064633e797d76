import { parseConsent } from '../actions/parse-consent.js';
import type { Assignment, TurnStateValue } from '../state.js';
import type { Route, RouteInput, Router } from './router.js';
import { isSure } from './router.js';

/** What a message asks for, as assignments in the order asked; at least one. */
export type Understand = (state: TurnStateValue, signal: AbortSignal) => Promise<Assignment[]>;

/** Asks a language model to split and route a message; undefined when its answer does not fit the schema or it fails. */
export type RouteWithModel = (
  state: TurnStateValue,
  signal: AbortSignal,
) => Promise<Assignment[] | undefined>;

/** Consent is read first and strictly; then the local router decides what it is sure of; only the unsure goes to the model, where there is one. */
export function createUnderstand(router: Router, routeWithModel: RouteWithModel | undefined): Understand {
  return async (state, signal) => {
    const consent = toConsent(state);
    if (consent !== undefined) return [consent];
    const { lastAgent, awaiting } = state.memory;
    const input: RouteInput = { message: state.message, lastAgent, awaiting };
    const route: Route = await router.route(input, signal);
    if (isSure(route) || routeWithModel === undefined) return route.plan;
    return (await routeWithModel(state, signal)) ?? route.plan;
  };
}

/** A whole-message yes or no decides the one action that is open; with several open it decides none, and says so. */
function toConsent({ message, memory: { openActions } }: TurnStateValue): Assignment | undefined {
  const [action, ...others] = openActions;
  if (action === undefined) return undefined;
  const consent = parseConsent(message);
  if (consent === 'neither') return undefined;
  const own = { requestId: 'r1', agent: 'supervisor', request: message };
  if (others.length > 0) return { ...own, reply: 'choose-action' };
  return { ...own, reply: consent === 'yes' ? 'confirm' : 'decline', action };
}
