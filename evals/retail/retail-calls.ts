import type { Carrier, RetailCall, ToolAnswer } from './carrier.js';
import type { WorldIds } from './own-ids.js';
import type { RecordedPayment, RecordedWorld } from './recorded-world.js';
import type { RetailDatabase } from './retail-database.js';
import { type Subject, toUpstreamCode } from './to-upstream-code.js';

/** What a recorded tool answers. */
export type Answer = { ok: true; value: unknown } | { ok: false; code: string };

/** A refusal in the words of the recorded world. */
export const fail = (code: string): Answer => ({ ok: false, code });

/** Calls of our tools for whoever the recorded call is about, in a turn of their own each. */
export class RetailCalls {
  readonly retail: RetailDatabase;
  readonly #carrier: Carrier;
  /** Carries the tools that only this world needs, and that no agent has. */
  readonly #quirkCarrier: Carrier;
  readonly #histories = new Map<string, RecordedPayment[]>();
  #turns = 0;

  constructor(retail: RetailDatabase, carrier: Carrier, quirkCarrier: Carrier) {
    this.retail = retail;
    this.#carrier = carrier;
    this.#quirkCarrier = quirkCarrier;
  }

  get ids(): WorldIds {
    return this.retail.ids;
  }

  async reset(): Promise<void> {
    this.#histories.clear();
    await this.retail.reset();
  }

  /** From now on the order is exported with these payments. */
  rewriteHistory(orderId: string, payments: RecordedPayment[]): void {
    this.#histories.set(orderId, payments);
  }

  async exportWorld(): Promise<RecordedWorld> {
    const world = await this.retail.exportWorld();
    for (const [id, payment_history] of this.#histories) {
      const order = world.orders[id];
      if (order !== undefined) world.orders[id] = { ...order, payment_history };
    }
    return world;
  }

  read(call: RetailCall): Promise<ToolAnswer> {
    return this.#carrier.call(call);
  }

  /** What a proposal that is never confirmed tells of the order: the code of a refusal that comes before all others. */
  async probe(
    tool: string,
    subject: Subject,
    orderId: string,
    more: Record<string, unknown>,
  ): Promise<string | undefined> {
    const call = await this.orderCall(tool, orderId, more);
    const answer = await this.#carrierOf(call).call(call);
    if (answer.ok) return undefined;
    const code = toUpstreamCode(answer.reason, subject);
    return /^order_|^item_not_in_order$/.test(code) ? code : undefined;
  }

  async write(call: RetailCall, subject: Subject): Promise<Answer> {
    const carrier = this.#carrierOf(call);
    const answer = await carrier.call(call);
    if (!answer.ok) return fail(toUpstreamCode(answer.reason, subject));
    if (answer.proposal === undefined) throw new Error(`${call.tool} proposed nothing`);
    const { status, code } = await carrier.confirm(answer.proposal, call);
    if (status !== 'committed') throw new Error(`${call.tool} was offered and then failed: ${code}`);
    return { ok: true, value: undefined };
  }

  /** Whoever owns the order is signed in; for one that nobody has, anybody. */
  async orderCall(tool: string, orderId: string, more: Record<string, unknown>): Promise<RetailCall> {
    const { ids } = this;
    const owner = (await this.exportWorld()).orders[orderId]?.user_id;
    const customerId = owner === undefined ? await this.anybody() : ids.users.toOwn(owner);
    const input = { order_id: ids.orders.toOwn(orderId), ...more };
    return { agent: 'order-management', customerId, tool, input, turnId: this.nextTurn() };
  }

  async anybody(): Promise<string> {
    const [first = ''] = Object.keys((await this.exportWorld()).users);
    return this.ids.users.toOwn(first);
  }

  #carrierOf({ tool }: RetailCall): Carrier {
    return tool.endsWith('_of_nothing') ? this.#quirkCarrier : this.#carrier;
  }

  async writeOrder(
    tool: string,
    subject: Subject,
    orderId: string,
    more: Record<string, unknown>,
  ): Promise<Answer> {
    const answer = await this.write(await this.orderCall(tool, orderId, more), subject);
    return answer.ok ? this.orderAnswer(orderId) : answer;
  }

  async orderAnswer(orderId: string): Promise<Answer> {
    return { ok: true, value: (await this.exportWorld()).orders[orderId] };
  }

  nextTurn(): string {
    this.#turns += 1;
    return `t${this.#turns}`;
  }
}
