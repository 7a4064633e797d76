import type { AgentCard } from '../../contract/agent-card.js';
import type { Usage } from '../../contract/usage.js';
import { findOtherLanguage } from '../../models/local/language/find-other-language.js';
import { givesUp, parseConsent } from '../actions/parse-consent.js';
import type { Assignment, FixedReply, TurnStateValue } from '../state.js';
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

/**
 * Consent is read first and strictly; then the local router decides what it is sure of; only the unsure goes to the model,
 * where there is one, and so does what is not in English, which the local router cannot read.
 */
export function createUnderstand({ router, routeWithModel, cards }: Understanding): Understand {
  return async (state, signal, payer) => {
    const { window, lastAgent, awaiting } = state.memory;
    const open = openQuestionOf(window, cards);
    const consent = open === undefined && awaiting === null ? toConsent(state) : undefined;
    if (consent !== undefined) return [consent];
    if (open === undefined && isGivenUp(state)) return [toOwn(state, 'given-up')];
    const isForeign = isInOtherLanguage(state);
    if (isForeign && routeWithModel === undefined) return [toOwn(state, 'other-language')];
    const input: RouteInput = { message: state.message, lastAgent, awaiting, open };
    const route: Route = await router.route(input, signal);
    if (routeWithModel === undefined || (isSure(route) && !isForeign)) return route.plan;
    const fallback = (): Assignment[] =>
      isForeign ? [toOwn(state, 'other-language')] : askOrHandOff(route.plan, open);
    if ((await payer?.mayAsk()) === false) return fallback();
    const { plan, usage } = await routeWithModel(state, signal);
    await payer?.spent(usage);
    return plan === undefined ? fallback() : askOrHandOff(plan, open);
  };
}

/** A short answer with a number in it, such as an address, is no sentence, whatever its words are. */
const FEWEST_WORDS_OF_ANSWER = 4;

function isInOtherLanguage({ message, memory: { awaiting } }: TurnStateValue): boolean {
  const isAnswer =
    awaiting !== null && (/\d/.test(message) || message.trim().split(/\s+/).length < FEWEST_WORDS_OF_ANSWER);
  return !isAnswer && findOtherLanguage(message) !== undefined;
}

/** With an action open, words that give up are about that. */
function isGivenUp({ message, memory: { window, openActions } }: TurnStateValue): boolean {
  return window.length > 0 && openActions.length === 0 && givesUp(message);
}

function toOwn({ message }: TurnStateValue, reply: FixedReply): Assignment {
  return { requestId: 'r1', agent: 'supervisor', request: message, reply };
}

/**
 * A whole-message yes or no decides the one action that is open; with several open it decides none, and says so. It is not
 * asked for while a question of ours stands: a yes to that is not a yes to the action.
 */
function toConsent({ message, memory: { openActions } }: TurnStateValue): Assignment | undefined {
  const [action, ...others] = openActions;
  if (action === undefined) return undefined;
  const consent = parseConsent(message);
  if (consent === 'neither') return undefined;
  const own = { requestId: 'r1', agent: 'supervisor', request: message };
  if (others.length > 0) return { ...own, reply: 'choose-action' };
  return { ...own, reply: consent === 'yes' ? 'confirm' : 'decline', action };
}
