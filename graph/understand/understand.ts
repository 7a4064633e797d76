import type { AgentCard } from '../../contract/agent-card.js';
import type { Usage } from '../../contract/usage.js';
import { parseConsent } from '../actions/parse-consent.js';
import type { Assignment, TurnStateValue } from '../state.js';
import { openQuestionOf } from './open-question.js';
import type { Route, RouteInput, Router } from './router.js';
import { isSure } from './router.js';
import { askOrHandOff } from './with-clarification.js';

/** Who pays for the model stage: whether it may be asked at all, and what it consumed. */
export interface ModelStagePayer {
  mayAsk(): Promise<boolean>;
  spent(usage: Usage): Promise<void>;
}

/** What a message asks for, as assignments in the order asked; at least one. */
export type Understand = (
  state: TurnStateValue,
  signal: AbortSignal,
  payer?: ModelStagePayer,
) => Promise<Assignment[]>;

/** What a language model made of a message (undefined when its answer does not fit the schema or it fails), and what that took. */
export interface ModelRoute {
  plan: Assignment[] | undefined;
  usage: Usage;
}

/** Asks a language model to split and route a message. */
export type RouteWithModel = (state: TurnStateValue, signal: AbortSignal) => Promise<ModelRoute>;

/** Both stages, and what the agents are about. */
export interface Understanding {
  router: Router;
  routeWithModel: RouteWithModel | undefined;
  cards: readonly AgentCard[];
}

/** Consent is read first and strictly; then the local router decides what it is sure of; only the unsure goes to the model, where there is one. */
export function createUnderstand({ router, routeWithModel, cards }: Understanding): Understand {
  return async (state, signal, payer) => {
    const consent = toConsent(state);
    if (consent !== undefined) return [consent];
    const { window, lastAgent, awaiting } = state.memory;
    const open = openQuestionOf(window, cards);
    const input: RouteInput = { message: state.message, lastAgent, awaiting, open };
    const route: Route = await router.route(input, signal);
    if (isSure(route) || routeWithModel === undefined) return route.plan;
    if ((await payer?.mayAsk()) === false) return askOrHandOff(route.plan, open);
    const { plan, usage } = await routeWithModel(state, signal);
    await payer?.spent(usage);
    return askOrHandOff(plan ?? route.plan, open);
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
