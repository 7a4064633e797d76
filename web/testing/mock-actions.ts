import { Hono } from 'hono';
import type { ActionView, DecideAction } from '../../contract/action.js';
import type { Problem } from '../../contract/problem.js';
import { problemResponse } from './problem-response.js';

/** The one code that the double takes, and the token that it is worth. */
export const RIGHT_CODE = '123456';
export const STEP_UP_TOKEN = 'token-after-code';

/** What the double does with one decision instead of carrying it out. */
export type Refusal = { problem: Problem } | { view: Partial<ActionView> };

/** The double of the decisions about proposed writes. */
export interface MockActions {
  routes: Hono;
  offer(sessionId: string, view: ActionView): void;
  /** What somebody else, or time, made of an action meanwhile. */
  change(id: string, change: Partial<ActionView>): void;
  /** The next decision about this action gets this answer; each refusal is used once. */
  refuseNext(id: string, refusal: Refusal): void;
}

/**
 * Decisions as the supervisor takes them: once, for exactly the arguments shown, with a one-time code where the action
 * needs one. A confirmed action is done at once, or waits for staff where it needs staff.
 */
export function createMockActions(stored: Readonly<Record<string, readonly ActionView[]>>): MockActions {
  const sessions = new Map(Object.entries(stored).map(([id, views]) => [id, [...views]]));
  const refusals = new Map<string, Refusal[]>();
  const routes = new Hono();

  const find = (id: string) => [...sessions.values()].flat().find((view) => view.id === id);
  const change: MockActions['change'] = (id, changed) => {
    for (const views of sessions.values()) {
      const index = views.findIndex((view) => view.id === id);
      const view = views[index];
      if (view !== undefined) views[index] = { ...view, ...changed };
    }
  };

  routes.get('/v1/sessions/:id/actions', (c) => c.json({ actions: sessions.get(c.req.param('id')) ?? [] }));
  routes.post('/v1/sessions/:id/actions/:action', async (c) => {
    const id = c.req.param('action');
    const view = find(id);
    const decision = await c.req.json<DecideAction>();
    if (view === undefined || view.argsHash !== decision.argsHash) return problemResponse(NO_SUCH_ACTION);
    if (view.level === 'step-up' && c.req.header('authorization') !== `Bearer ${STEP_UP_TOKEN}`)
      return problemResponse(CODE_NEEDED);
    const refusal = refusals.get(id)?.shift();
    if (refusal !== undefined && 'problem' in refusal) return problemResponse(refusal.problem);
    change(id, refusal?.view ?? outcomeOf(view, decision));
    return c.json(find(id));
  });
  routes.post('/v1/verification', (c) => c.json({ expiresAt: '2099-01-01T12:00:00.000Z' }, 202));
  routes.post('/v1/verification/confirm', async (c) => {
    const { code } = await c.req.json<{ code: string }>();
    if (code === RIGHT_CODE) return c.json({ token: STEP_UP_TOKEN, expiresAt: '2099-01-01T12:00:00.000Z' });
    return problemResponse(WRONG_CODE);
  });

  return {
    routes,
    change,
    offer: (sessionId, view) => sessions.set(sessionId, [...(sessions.get(sessionId) ?? []), view]),
    refuseNext: (id, refusal) => refusals.set(id, [...(refusals.get(id) ?? []), refusal]),
  };
}

function outcomeOf({ approval, summary }: ActionView, { decision }: DecideAction): Partial<ActionView> {
  if (decision === 'decline') return { status: 'declined' };
  if (approval === 'staff') return { status: 'waiting-for-staff' };
  return { status: 'committed', result: `Done: ${summary.title}.` };
}

const problem = { type: 'about:blank' };
const NO_SUCH_ACTION: Problem = { ...problem, title: 'Not found', status: 404, code: 'not-found' };
const CODE_NEEDED: Problem = {
  ...problem,
  title: 'A one-time code is needed',
  status: 403,
  code: 'step-up-required',
};
const WRONG_CODE: Problem = {
  ...problem,
  title: 'Forbidden',
  status: 403,
  detail: 'That is not the code, or it has expired. Ask for a new one.',
  code: 'forbidden',
};
