import { problemOf } from './problem-of.js';

/**
 * @typedef {import('./inbox-api.js').Inbox} Inbox
 * @typedef {import('./inbox-api.js').HandoffPackage} HandoffPackage
 * @typedef {import('./inbox-api.js').ApprovalView} ApprovalView
 * @typedef {import('../../contract/problem.js').Problem} Problem
 * @typedef {{ kind: 'none' } | { kind: 'handoff', handoff: HandoffPackage } | { kind: 'approval', approval: ApprovalView }} Chosen
 * @typedef {object} InboxState
 * @property {Inbox} waiting
 * @property {Chosen} chosen
 * @property {boolean} busy a step is on its way
 * @property {Problem | undefined} problem why the last step did not work, until the next one
 * @property {Problem | undefined} unread why nothing could be read, until something can
 */

/** @type {InboxState} */
const EMPTY = {
  waiting: { handoffs: [], approvals: [] },
  chosen: { kind: 'none' },
  busy: false,
  problem: undefined,
  unread: undefined,
};

/**
 * What waits for the staff, and the one thing of it that is looked at. It is read anew when asked to and after every
 * step; what comes for a choice that was left meanwhile is dropped.
 * @param {import('./inbox-api.js').InboxApi} api @param {(state: InboxState) => void} show
 */
export function createInbox(api, show) {
  let state = EMPTY;
  let place = '';

  /** @param {Partial<InboxState>} change */
  function set(change) {
    state = { ...state, ...change };
    show(state);
  }

  /** Reads the list and what is looked at. */
  async function refresh() {
    const asked = place;
    try {
      const waiting = await api.inbox();
      const chosen = await read(asked, waiting);
      if (place === asked) set({ waiting, chosen, unread: undefined });
    } catch (error) {
      if (place === asked) set({ unread: problemOf(error) });
    }
  }

  /** An approval that was decided is no longer in the list; then what is shown of it stays. @param {string} asked @param {Inbox} waiting @returns {Promise<Chosen>} */
  async function read(asked, waiting) {
    const [kind, id = ''] = asked.split('/');
    if (kind === 'handoffs') return { kind: 'handoff', handoff: await api.handoff(id) };
    if (kind !== 'approvals') return { kind: 'none' };
    const approval = waiting.approvals.find((each) => each.id === id);
    if (approval !== undefined) return { kind: 'approval', approval };
    const { chosen } = state;
    return chosen.kind === 'approval' && chosen.approval.id === id ? chosen : { kind: 'none' };
  }

  /** Does one step at a time and says whether it worked. @param {() => Promise<unknown>} step */
  async function run(step) {
    if (state.busy) return false;
    set({ busy: true, problem: undefined });
    try {
      await step();
    } catch (error) {
      set({ busy: false, problem: problemOf(error) });
      return false;
    }
    set({ busy: false });
    await refresh();
    return true;
  }

  return {
    refresh,
    /** Looks at `handoffs/<id>` or `approvals/<id>`; at nothing for any other place. @param {string} next */
    choose(next) {
      place = next;
      set({ chosen: { kind: 'none' }, problem: undefined, unread: undefined });
      return refresh();
    },
    /** @param {string} id @param {import('./inbox-api.js').Step} step */
    step: (id, step) => run(() => api.step(id, step)),
    /** @param {string} id @param {string} text */
    reply: (id, text) => run(() => api.reply(id, text)),
    /** @param {ApprovalView} approval @param {import('./inbox-api.js').DecideApproval} decision */
    decide: (approval, decision) =>
      run(async () => {
        const decided = await api.decide(approval.id, decision);
        if (place === `approvals/${approval.id}`) set({ chosen: { kind: 'approval', approval: decided } });
      }),
    /** Forgets everything, as when somebody signs out. */
    clear() {
      place = '';
      set(EMPTY);
    },
  };
}
