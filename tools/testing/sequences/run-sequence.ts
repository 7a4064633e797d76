import type { ActionProposal, ActionResult } from '../../../contract/action.js';
import type { Identity } from '../../../contract/identity.js';
import type { Database } from '../../../database/database.js';
import { createActionStore, offerShown } from '../../../graph/actions/action-store.js';
import { createDecideApproval } from '../../../graph/inbox/decide-approval.js';
import { orderTools } from '../../orders/order-tools.js';
import { DEFAULT_POLICY } from '../../policy-settings.js';
import { SHOP_NOW, wordEmbedder } from '../shop.js';
import type { Ask, Command, Consent, Crash } from './commands.js';
import type { CrashReport } from './crashing-pool.js';
import { decideInModel } from './decide-in-model.js';
import {
  commitInModel,
  effectOf,
  type ModelProposal,
  type ModelState,
  methodOf,
  termsOf,
} from './sequence-model.js';
import { buildModelState, STAFF_ABOVE_CENTS } from './sequence-rows.js';
import type { SequenceWorld } from './sequence-world.js';
import { toAnswer } from './to-answer.js';
import { toToolInput } from './to-tool-input.js';
import { withdrawInModel } from './withdraw-in-model.js';

const POLICY = { ...DEFAULT_POLICY, returnApprovalAboveCents: STAFF_ABOVE_CENTS };
const AGENT = 'order-management';
const AGENT_ROLE = 'switchboard_order_management';
const SUPERVISOR = 'switchboard_supervisor';
const UNDECIDED = ['proposed', 'offered', 'withdrawn'];

/** Runs one sequence for one customer, against the product and the model at once, and throws where they part. */
export class SequenceRun {
  readonly state: ModelState;
  readonly #world: SequenceWorld;
  readonly #customerId: string;
  #now = SHOP_NOW.getTime();
  #turns = 0;

  constructor(world: SequenceWorld, number: number) {
    this.#world = world;
    this.#customerId = `Q${number}`;
    this.state = buildModelState(number);
  }

  async run(commands: readonly Command[]): Promise<void> {
    for (const command of commands) {
      this.#world.counts.commands += 1;
      await this.#step(command);
    }
    for (const proposal of this.state.proposals) {
      if (proposal.status === 'confirmed')
        await this.#commit(proposal, { times: 1, withCode: true, crash: undefined });
    }
    const { counts } = this.#world;
    counts.sequences += 1;
    counts.effects += this.state.proposals.filter(({ status }) => status === 'committed').length;
  }

  async #step(command: Command): Promise<void> {
    switch (command.kind) {
      case 'propose':
        return this.#propose(command);
      case 'wait':
        this.#now += command.minutes * 60_000;
        return;
      case 'decide':
        return this.#each(command.slot, (proposal) => this.#decide(proposal, command));
      case 'staff':
        return this.#each(command.slot, (proposal) => this.#staff(proposal, command.approves));
      case 'commit':
        return this.#each(command.slot, (proposal) => this.#commit(proposal, command));
      case 'race':
        return this.#race(command.slots);
    }
  }

  #each(slot: number, run: (proposal: ModelProposal) => Promise<void>): Promise<void> {
    const { proposals } = this.state;
    const proposal = proposals[slot % Math.max(1, proposals.length)];
    return proposal === undefined ? Promise.resolve() : run(proposal);
  }

  async #propose({ ask, shown, again, crash }: Extract<Command, { kind: 'propose' }>): Promise<void> {
    this.#turns += 1;
    const turnId = `T${this.#turns}`;
    const first = await this.#mayCrash(AGENT_ROLE, crash, (database) => this.#ask(database, ask, turnId));
    const found = first.crashed === 'none' ? first.answer : await this.#ask(this.#database(1), ask, turnId);
    if (again) {
      this.#world.counts.duplicates += 1;
      const second = await this.#ask(this.#database(1), ask, turnId);
      this.#expect(second?.id === found?.id, `asked twice, ${ask.tool} is proposed twice`);
    }
    const effect = effectOf(ask, this.state);
    this.#expect(
      (effect === undefined) === (found === undefined),
      `${ask.tool} is offered against the rules, or not`,
    );
    if (effect === undefined || found === undefined) return;
    this.#expect(effect.level === found.level, `${ask.tool} needs ${found.level}`);
    this.#expect(effect.approval === found.approval, `${ask.tool} needs the approval of ${found.approval}`);
    if (shown) await this.#show(found, turnId);
    withdrawInModel(this.state.proposals, ask, this.#now);
    this.state.proposals.push({
      ...{ id: found.id, argsHash: found.argsHash, ask, turnId, shown, terms: termsOf(effect) },
      ...{ approval: found.approval, level: found.level, status: shown ? 'offered' : 'proposed' },
      expiresAt: Date.parse(found.expiresAt),
    });
  }

  async #ask(database: Database, ask: Ask, turnId: string): Promise<ActionProposal | undefined> {
    const { name, input } = toToolInput(ask, this.state, methodOf(ask, this.state));
    const tool = orderTools.find((each) => each.name === name);
    if (tool === undefined) throw new Error(`there is no tool ${name}`);
    const result = await tool.run(tool.input.parse(input), {
      ...{
        identity: this.#identity('verified'),
        agent: AGENT,
        sessionId: this.#session,
        turnId,
        requestId: 'r1',
      },
      ...{ locale: 'en-US', now: () => new Date(this.#now), signal: new AbortController().signal },
      ...{ database, policy: POLICY, embedder: wordEmbedder },
      knowledge: { search: async () => ({ chunks: [], evidence: 'none' }), document: async () => undefined },
    });
    return result.ok ? result.proposal : undefined;
  }

  #show({ id }: ActionProposal, turnId: string): Promise<void> {
    const scope = { customerId: this.#customerId };
    return this.#world
      .database(0, SUPERVISOR)
      .transaction(scope, (transaction) => offerShown(transaction, turnId, [id]));
  }

  async #decide(
    proposal: ModelProposal,
    { how, times, crash }: Extract<Command, { kind: 'decide' }>,
  ): Promise<void> {
    this.#world.counts.duplicates += times - 1;
    const { report, answers } = await this.#atOnce(SUPERVISOR, times, crash, (database) =>
      this.#consent(database, proposal, how),
    );
    if (times === 1 && report.state === 'undone') return;
    const expected = decideInModel(proposal, how, this.#now);
    for (const answer of answers) {
      this.#expect(answer === expected, `deciding "${how}" came to ${answer}, not to ${expected}`);
    }
  }

  async #consent(
    database: Database,
    { id: proposalId, argsHash }: ModelProposal,
    how: Consent,
  ): Promise<string> {
    const stranger: Identity = { level: 'step-up', customerId: `${this.#customerId}0000` };
    const identity =
      how === 'stranger' ? stranger : this.#identity(how === 'yes-without-code' ? 'verified' : 'step-up');
    const decision = how === 'no' ? ('decline' as const) : ('confirm' as const);
    const hash = how === 'other-arguments' ? `${argsHash.slice(0, -1)}x` : argsHash;
    const store = createActionStore(database, () => new Date(this.#now));
    const key = { sessionId: this.#session, proposalId };
    return toAnswer(async () => (await store.decide(identity, key, { decision, argsHash: hash })).status);
  }

  async #staff(proposal: ModelProposal, approves: boolean): Promise<void> {
    const decide = createDecideApproval({
      database: this.#world.database(0, SUPERVISOR),
      onApproved: ({ proposalId }) => this.#carryOut(this.#database(1), proposalId),
    });
    const { id: proposalId, approval, status } = proposal;
    const decision = approves ? ('approve' as const) : ('reject' as const);
    const staff = { staffId: 'S1', role: 'approver' as const };
    const answer = await toAnswer(
      async () => (await decide({ staff, proposalId, decision, traceparent: undefined })).status,
    );
    if (status === 'waiting-for-staff') proposal.status = approves ? 'confirmed' : 'rejected';
    else if (approval === 'customer' || UNDECIDED.includes(status)) {
      return this.#expect(answer === 'not-found', `staff decided what is not theirs: ${answer}`);
    } else if (approves === (status === 'rejected' || status === 'declined')) {
      return this.#expect(answer === 'conflict', `staff decided twice: ${answer}`);
    }
    const expected = commitInModel(proposal, this.state);
    this.#expect(answer === expected || (answer === 'conflict' && !approves), `after staff it is ${answer}`);
  }

  async #commit(
    proposal: ModelProposal,
    { times, withCode, crash }: Pick<Extract<Command, { kind: 'commit' }>, 'times' | 'withCode' | 'crash'>,
  ): Promise<void> {
    this.#world.counts.commits += times;
    this.#world.counts.races += times > 1 ? 1 : 0;
    const { report, answers } = await this.#atOnce(AGENT_ROLE, times, crash, (database) =>
      toAnswer(
        async () => (await this.#carryOut(database, proposal.id, withCode ? 'step-up' : 'verified')).status,
      ),
    );
    if (times === 1 && report.state === 'undone') return;
    const isRefused = proposal.status === 'confirmed' && proposal.level === 'step-up' && !withCode;
    const expected = isRefused ? 'step-up-required' : this.#commitInModel(proposal);
    for (const answer of answers) {
      this.#expect(
        answer === expected,
        `committing ${proposal.ask.tool} came to ${answer}, not to ${expected}`,
      );
    }
  }

  /** Two proposals at once, on two replicas: as if one had come after the other, whichever it was. */
  async #race([left, right]: [number, number]): Promise<void> {
    const { proposals } = this.state;
    const first = proposals[left % Math.max(1, proposals.length)];
    const second = proposals[right % Math.max(1, proposals.length)];
    if (first === undefined || second === undefined) return;
    this.#world.counts.commits += 2;
    this.#world.counts.races += 1;
    const pair = [first, second] as const;
    const answers = await Promise.all(
      pair.map(({ id }, replica) =>
        toAnswer(async () => (await this.#carryOut(this.#database(replica), id)).status),
      ),
    );
    const before = structuredClone(this.state);
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      Object.assign(this.state, structuredClone(before));
      const statuses = new Map<string, string>();
      for (const at of order) {
        const id = pair[at].id;
        const proposal = this.state.proposals.find((each) => each.id === id);
        if (proposal === undefined) throw new Error('the model lost a proposal');
        statuses.set(id, this.#commitInModel(proposal));
      }
      if (pair.every(({ id }, at) => statuses.get(id) === answers[at])) return;
    }
    this.#expect(false, `${first.ask.tool} and ${second.ask.tool} at once came to ${answers.join(' and ')}`);
  }

  #commitInModel(proposal: ModelProposal): string {
    const status = commitInModel(proposal, this.state);
    return status === 'committed' || status === 'failed' ? status : 'conflict';
  }

  #carryOut(
    database: Database,
    proposalId: string,
    level: 'verified' | 'step-up' = 'step-up',
  ): Promise<ActionResult> {
    return this.#world.commit({
      ...{ database, proposalId, customerId: this.#customerId, sessionId: this.#session, agent: AGENT },
      ...{ tools: orderTools, now: new Date(this.#now), policy: POLICY, level },
    });
  }

  /** The same thing as often, at once, on both replicas in turn; the first of them may end in the middle. */
  async #atOnce(
    role: typeof AGENT_ROLE | typeof SUPERVISOR,
    times: number,
    crash: Crash,
    run: (database: Database) => Promise<string>,
  ): Promise<{ report: CrashReport; answers: string[] }> {
    const [first, ...others] = await Promise.all([
      this.#mayCrash(role, crash, run),
      ...Array.from({ length: times - 1 }, (_, index) => run(this.#world.database(index + 1, role))),
    ]);
    const { crashed, answer, report } = first;
    const answered = crashed === 'none' && answer !== undefined ? [answer] : [];
    return { report, answers: [...answered, ...others] };
  }

  async #mayCrash<Answer>(
    role: typeof AGENT_ROLE | typeof SUPERVISOR,
    crash: Crash,
    run: (database: Database) => Promise<Answer>,
  ): Promise<{ crashed: CrashReport['state']; answer: Answer | undefined; report: CrashReport }> {
    const { database, report } = this.#world.crashing(role, crash);
    const answer = await run(database).catch((error: unknown) => {
      if (report.state === 'none') throw error;
      return undefined;
    });
    if (report.state !== 'none') this.#world.counts.crashes += 1;
    if (report.state === 'done') this.#world.counts.lostAnswers += 1;
    return { crashed: report.state, answer, report };
  }

  #database(replica: number): Database {
    return this.#world.database(replica, AGENT_ROLE);
  }

  get #session(): string {
    return `${this.#customerId}-S`;
  }

  #identity(level: 'verified' | 'step-up'): Identity {
    return { level, customerId: this.#customerId };
  }

  #expect(holds: boolean, otherwise: string): void {
    if (!holds) throw new Error(`${this.#customerId}: ${otherwise}`);
  }
}
