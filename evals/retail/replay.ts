import { calculate } from './calculate.js';
import { giveRefundsBack } from './give-refunds-back.js';
import { type ArgsOf, RecordedCall } from './recorded-calls.js';
import type { RecordedAddress, RecordedWorld } from './recorded-world.js';
import { type Answer, fail, type RetailCalls } from './retail-calls.js';
import { TAU_RETAIL_POLICY } from './tau-retail-policy.js';
import { recipientOf, toPostalAddress } from './to-rows.js';
import { type Subject, toUpstreamCode } from './to-upstream-code.js';

/** What of the recorded world no shop should do, and how often it was done for the sake of the comparison. */
export interface Quirks {
  /** A cancellation gave refunds back as well. */
  refundsRefunded: number;
  /** A change of nothing succeeded. */
  emptyLists: number;
  /** An address became the one that it was. */
  sameAddresses: number;
  /** Lists of different lengths were looked at item by item before they were refused. */
  unevenLists: number;
  /** A reason that our argument cannot have was refused only after the order was looked at. */
  unknownReasons: number;
  /** Our product search takes item ids as well. */
  itemIdsRefused: number;
}

/** Runs recorded calls on our own tools: it maps names, arguments and codes, and holds the quirks. */
export class Replay {
  readonly quirks: Quirks = {
    ...{ refundsRefunded: 0, emptyLists: 0, sameAddresses: 0 },
    ...{ unevenLists: 0, unknownReasons: 0, itemIdsRefused: 0 },
  };
  readonly #calls: RetailCalls;

  constructor(calls: RetailCalls) {
    this.#calls = calls;
  }

  reset(): Promise<void> {
    return this.#calls.reset();
  }

  exportWorld(): Promise<RecordedWorld> {
    return this.#calls.exportWorld();
  }

  async call(name: string, args: unknown): Promise<Answer> {
    const call = RecordedCall.parse({ name, args });
    switch (call.name) {
      case 'find_user_id_by_email':
      case 'find_user_id_by_name_zip':
        return this.#findUser(call);
      case 'get_user_details':
        return this.#readUser(call.args.user_id);
      case 'get_order_details':
        return this.#readOrder(call.args.order_id);
      case 'get_product_details':
        return this.#readProduct(call.args.product_id);
      case 'list_all_product_types':
        return this.#productTypes();
      case 'calculate': {
        const value = calculate(call.args.expression);
        return value === undefined ? fail('invalid_expression') : { ok: true, value };
      }
      case 'think':
        return { ok: true, value: '' };
      case 'transfer_to_human_agents':
        return this.#transfer(call.args);
      case 'modify_user_address':
        return this.#changeUserAddress(call.args);
      case 'modify_pending_order_address':
        return this.#changeOrderAddress(call.args);
      case 'modify_pending_order_payment':
        return this.#changePayment(call.args);
      case 'cancel_pending_order':
        return this.#cancel(call.args);
      case 'modify_pending_order_items':
        return this.#changeItems('modify_order_items', 'pending-order', call.args);
      case 'exchange_delivered_order_items':
        return this.#changeItems('exchange_items', 'delivered-order', call.args);
      case 'return_delivered_order_items':
        return this.#returnItems(call.args);
    }
  }

  /** Who somebody is stands in the signed token here, so no tool of ours looks for customers. */
  async #findUser(
    call: Extract<RecordedCall, { name: 'find_user_id_by_email' | 'find_user_id_by_name_zip' }>,
  ): Promise<Answer> {
    const { users } = await this.#calls.exportWorld();
    const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
    const found = Object.entries(users).find(([, { email, name, address }]) =>
      call.name === 'find_user_id_by_email'
        ? same(email, call.args.email)
        : same(name.first_name, call.args.first_name) &&
          same(name.last_name, call.args.last_name) &&
          address.zip === call.args.zip,
    );
    return found === undefined ? fail('user_not_found') : { ok: true, value: found[0] };
  }

  async #productTypes(): Promise<Answer> {
    const { products } = await this.#calls.exportWorld();
    const named = Object.values(products).map(({ name, product_id }) => [name, product_id] as const);
    return { ok: true, value: Object.fromEntries(named.sort()) };
  }

  async #readUser(id: string): Promise<Answer> {
    const customerId = this.#calls.ids.users.toOwn(id);
    const call = { agent: 'personalization', customerId, tool: 'get_profile', input: {} } as const;
    const answer = await this.#calls.read({ ...call, turnId: this.#calls.nextTurn() });
    if (!answer.ok) return fail(toUpstreamCode(answer.reason, 'user'));
    return { ok: true, value: (await this.#calls.exportWorld()).users[id] };
  }

  async #readProduct(id: string): Promise<Answer> {
    const { products } = await this.#calls.exportWorld();
    if (Object.values(products).some(({ variants }) => id in variants)) {
      this.quirks.itemIdsRefused += 1;
      return fail('product_not_found');
    }
    const input = { product_id: this.#calls.ids.products.toOwn(id) };
    const call = { agent: 'product-recommendation', tool: 'get_product', input } as const;
    const customerId = await this.#calls.anybody();
    const answer = await this.#calls.read({ ...call, customerId, turnId: this.#calls.nextTurn() });
    return answer.ok ? { ok: true, value: products[id] } : fail(toUpstreamCode(answer.reason, 'product'));
  }

  async #readOrder(id: string): Promise<Answer> {
    const answer = await this.#calls.read(await this.#calls.orderCall('get_order', id, {}));
    return answer.ok ? this.#calls.orderAnswer(id) : fail(toUpstreamCode(answer.reason, 'pending-order'));
  }

  async #transfer({ summary }: ArgsOf<'transfer_to_human_agents'>): Promise<Answer> {
    const input = { reason: 'customer-request', summary: summary.trim().slice(0, 1_000) || 'not given' };
    const call = { agent: 'order-management', tool: 'transfer_to_human', input } as const;
    const customerId = await this.#calls.anybody();
    const answer = await this.#calls.read({ ...call, customerId, turnId: this.#calls.nextTurn() });
    return answer.ok ? { ok: true, value: 'Transfer successful' } : fail(answer.reason);
  }

  async #changeUserAddress({ user_id, ...address }: ArgsOf<'modify_user_address'>): Promise<Answer> {
    const known = await this.#readUser(user_id);
    if (!known.ok) return known;
    const customerId = this.#calls.ids.users.toOwn(user_id);
    const input = { address: await this.#toAddressInput(user_id, address) };
    const call = { agent: 'personalization', customerId, tool: 'update_address', input } as const;
    const answer = await this.#calls.write({ ...call, turnId: this.#calls.nextTurn() }, 'user');
    if (!answer.ok && !this.#isSameAddress(answer)) return answer;
    return { ok: true, value: (await this.#calls.exportWorld()).users[user_id] };
  }

  async #changeOrderAddress(args: ArgsOf<'modify_pending_order_address'>): Promise<Answer> {
    const { order_id, ...address } = args;
    const { orders } = await this.#calls.exportWorld();
    const given = await this.#toAddressInput(orders[order_id]?.user_id, address);
    const answer = await this.#calls.writeOrder('modify_order_address', 'pending-order', order_id, {
      address: given,
    });
    return this.#isSameAddress(answer) ? this.#calls.orderAnswer(order_id) : answer;
  }

  #changePayment({ order_id, payment_method_id }: ArgsOf<'modify_pending_order_payment'>): Promise<Answer> {
    const payment_method = this.#calls.ids.methods.toOwn(payment_method_id);
    return this.#calls.writeOrder('modify_order_payment', 'pending-order', order_id, { payment_method });
  }

  async #cancel({ order_id, reason }: ArgsOf<'cancel_pending_order'>): Promise<Answer> {
    const [known = ''] = TAU_RETAIL_POLICY.cancelReasons;
    if (!TAU_RETAIL_POLICY.cancelReasons.includes(reason)) {
      this.quirks.unknownReasons += 1;
      const code = await this.#calls.probe('cancel_order', 'pending-order', order_id, { reason: known });
      return fail(code ?? 'invalid_reason');
    }
    const history = (await this.#calls.exportWorld()).orders[order_id]?.payment_history ?? [];
    const answer = await this.#calls.writeOrder('cancel_order', 'pending-order', order_id, { reason });
    if (!answer.ok || history.every((entry) => entry.transaction_type === 'payment')) return answer;
    this.quirks.refundsRefunded += 1;
    const now = (await this.#calls.exportWorld()).orders[order_id]?.payment_history ?? [];
    const full = await giveRefundsBack(this.#calls.retail, history, now.slice(history.length));
    this.#calls.rewriteHistory(order_id, full);
    return this.#calls.orderAnswer(order_id);
  }

  async #changeItems(
    tool: 'modify_order_items' | 'exchange_items',
    subject: Subject,
    { order_id, item_ids, new_item_ids, payment_method_id }: ArgsOf<'modify_pending_order_items'>,
  ): Promise<Answer> {
    const { items, methods } = this.#calls.ids;
    const method = methods.toOwn(payment_method_id);
    const pair = (from: string, to: string) => ({
      from: items.toOwn(from),
      to: items.toOwn(to),
      quantity: 1,
    });
    if (item_ids.length !== new_item_ids.length) {
      this.quirks.unevenLists += 1;
      const pairs = item_ids.map((id) => pair(id, id));
      const code =
        pairs.length === 0
          ? await this.#calls.probe(`${tool}_of_nothing`, subject, order_id, { method })
          : await this.#calls.probe(tool, subject, order_id, { pairs, pay_with: method });
      return fail(code ?? 'item_count_mismatch');
    }
    if (item_ids.length === 0) return this.#writeNothing(`${tool}_of_nothing`, subject, order_id, method);
    const pairs = item_ids.map((from, index) => pair(from, new_item_ids[index] ?? ''));
    return this.#calls.writeOrder(tool, subject, order_id, { pairs, pay_with: method });
  }

  #returnItems({
    order_id,
    item_ids,
    payment_method_id,
  }: ArgsOf<'return_delivered_order_items'>): Promise<Answer> {
    const { items, methods } = this.#calls.ids;
    const refund_to = methods.toOwn(payment_method_id);
    if (item_ids.length === 0) {
      return this.#writeNothing('return_items_of_nothing', 'delivered-order', order_id, refund_to);
    }
    const returned = item_ids.map((id) => ({ item_id: items.toOwn(id), quantity: 1 }));
    return this.#calls.writeOrder('return_items', 'delivered-order', order_id, {
      items: returned,
      refund_to,
    });
  }

  async #writeNothing(tool: string, subject: Subject, orderId: string, method: string): Promise<Answer> {
    const answer = await this.#calls.writeOrder(tool, subject, orderId, { method });
    if (answer.ok) this.quirks.emptyLists += 1;
    return answer;
  }

  async #toAddressInput(userId: string | undefined, address: RecordedAddress) {
    const user = userId === undefined ? undefined : (await this.#calls.exportWorld()).users[userId];
    const recipient = user === undefined ? 'Nobody' : recipientOf(user);
    const { postalCode, ...rest } = toPostalAddress(address, recipient);
    return { ...rest, postal_code: postalCode };
  }

  #isSameAddress(answer: Answer): boolean {
    if (answer.ok || answer.code !== 'same-address') return false;
    this.quirks.sameAddresses += 1;
    return true;
  }
}
