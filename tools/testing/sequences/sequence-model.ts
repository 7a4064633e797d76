import type { ActionStatus } from '../../../contract/action.js';
import type { Ask } from './commands.js';

/** A movement of money; a card and PayPal have no balance, the gift card has. */
export interface ModelMovement {
  method: string;
  kind: 'payment' | 'refund';
  cents: number;
}

/** An order as the model keeps it. */
export interface ModelOrder {
  id: string;
  status: string;
  lines: { item: string; cents: number }[];
  payments: ModelMovement[];
}

/** A proposal as the model keeps it. */
export interface ModelProposal {
  id: string;
  argsHash: string;
  ask: Ask;
  turnId: string;
  /** Whether an answer showed it. */
  shown: boolean;
  terms: string;
  approval: 'customer' | 'staff';
  level: 'verified' | 'step-up';
  status: ActionStatus;
  expiresAt: number;
}

/** All that one customer has. */
export interface ModelState {
  orders: ModelOrder[];
  methods: { card: string; gift: string; paypal: string };
  giftCents: number;
  stock: Record<string, number>;
  prices: Record<string, number>;
  /** Item ids by variant: the customer's own, so that nobody else takes them. */
  items: string[];
  staffAboveCents: number;
  proposals: ModelProposal[];
}

/** What a write does, or nothing where the shop's rules forbid it. */
export interface ModelEffect {
  order: string;
  status?: string;
  movements: ModelMovement[];
  line?: { at: number; item: string; cents: number };
  stock: { item: string; by: number }[];
  more: unknown;
  approval: 'customer' | 'staff';
  level: 'verified' | 'step-up';
}

/** The rules of the shop once more, in the plainest form, and for this small shop only. */
export function effectOf(ask: Ask, state: ModelState): ModelEffect | undefined {
  const order = state.orders[ask.order];
  if (order === undefined) return undefined;
  const plain = {
    order: order.id,
    movements: [],
    stock: [],
    more: null,
    approval: 'customer',
    level: 'verified',
  } as const;
  switch (ask.tool) {
    case 'cancel':
      return order.status === 'pending' ? { ...plain, ...cancelled(order) } : undefined;
    case 'pay':
      return order.status === 'pending' ? paid(ask, order, state, plain) : undefined;
    case 'items':
    case 'exchange':
      return swapped(ask, order, state, plain);
    case 'return':
      return order.status === 'delivered' ? returned(ask, order, state, plain) : undefined;
  }
}

type Plain = Omit<ModelEffect, 'movements' | 'stock'> & {
  movements: readonly never[];
  stock: readonly never[];
};

function cancelled(order: ModelOrder): Pick<ModelEffect, 'status' | 'movements' | 'stock'> {
  const kept = new Map<string, number>();
  for (const { method, kind, cents } of order.payments) {
    kept.set(method, (kept.get(method) ?? 0) + (kind === 'payment' ? cents : -cents));
  }
  return {
    status: 'cancelled',
    movements: [...kept]
      .filter(([, cents]) => cents > 0)
      .map(([method, cents]) => ({ method, kind: 'refund', cents })),
    stock: order.lines.map(({ item }) => ({ item, by: 1 })),
  };
}

function paid(ask: Ask, order: ModelOrder, state: ModelState, plain: Plain): ModelEffect | undefined {
  const method = methodOf(ask, state);
  const [first, second] = order.payments;
  if (first === undefined || second !== undefined || first.method === method) return undefined;
  if (method === state.methods.gift && state.giftCents < first.cents) return undefined;
  const { cents } = first;
  const movements: ModelMovement[] = [
    { method, kind: 'payment', cents },
    { method: first.method, kind: 'refund', cents },
  ];
  return { ...plain, stock: [], movements, level: 'step-up' };
}

function swapped(ask: Ask, order: ModelOrder, state: ModelState, plain: Plain): ModelEffect | undefined {
  const changes = ask.tool === 'items';
  if (order.status !== (changes ? 'pending' : 'delivered')) return undefined;
  const at = ask.line % order.lines.length;
  const line = order.lines[at];
  const item = state.items[ask.to];
  if (line === undefined || item === undefined || line.item === item || (state.stock[item] ?? 0) < 1)
    return undefined;
  const cents = state.prices[item] ?? 0;
  const difference = cents - line.cents;
  const method = methodOf(ask, state);
  if (method === state.methods.gift && state.giftCents < difference) return undefined;
  const kind = difference > 0 ? ('payment' as const) : ('refund' as const);
  const never = !order.payments.some((entry) => entry.kind === 'payment' && entry.method === method);
  return {
    ...plain,
    status: changes ? 'pending-modified' : 'exchange-requested',
    movements: changes && difference !== 0 ? [{ method, kind, cents: Math.abs(difference) }] : [],
    ...(changes ? { line: { at, item, cents } } : {}),
    stock: [{ item, by: -1 }, ...(changes ? [{ item: line.item, by: 1 }] : [])],
    more: { from: line.item, item, difference, method },
    level: difference < 0 && never ? 'step-up' : 'verified',
  };
}

function returned(ask: Ask, order: ModelOrder, state: ModelState, plain: Plain): ModelEffect | undefined {
  const line = order.lines[ask.line % order.lines.length];
  const method = methodOf(ask, state);
  if (line === undefined) return undefined;
  const elsewhere = !order.payments.some((entry) => entry.kind === 'payment' && entry.method === method);
  if (elsewhere && method !== state.methods.gift) return undefined;
  return {
    ...plain,
    status: 'return-requested',
    movements: [],
    stock: [],
    more: { item: line.item, method },
    approval: line.cents > state.staffAboveCents ? 'staff' : 'customer',
    level: elsewhere ? 'step-up' : 'verified',
  };
}

/** The id of the method that is asked for. */
export function methodOf({ method }: Ask, { methods }: ModelState): string {
  return [methods.card, methods.gift, methods.paypal][method] ?? methods.card;
}

/** What was agreed to, to be compared with what would be done later. */
export function termsOf({ approval: _, level: __, ...terms }: ModelEffect): string {
  return JSON.stringify(terms);
}

/** Carries out a confirmed proposal in the model, once; where it ends. */
export function commitInModel(proposal: ModelProposal, state: ModelState): ActionStatus {
  if (proposal.status !== 'confirmed') return proposal.status;
  const effect = effectOf(proposal.ask, state);
  const isStricter =
    effect !== undefined &&
    ((effect.approval === 'staff' && proposal.approval !== 'staff') ||
      (effect.level === 'step-up' && proposal.level !== 'step-up'));
  if (effect === undefined || isStricter || termsOf(effect) !== proposal.terms) {
    proposal.status = 'failed';
    return 'failed';
  }
  const order = state.orders.find(({ id }) => id === effect.order);
  if (order === undefined) throw new Error('the model lost an order');
  order.status = effect.status ?? order.status;
  order.payments.push(...effect.movements);
  if (effect.line !== undefined)
    order.lines[effect.line.at] = { item: effect.line.item, cents: effect.line.cents };
  for (const { method, kind, cents } of effect.movements) {
    if (method === state.methods.gift) state.giftCents += kind === 'refund' ? cents : -cents;
  }
  for (const { item, by } of effect.stock) state.stock[item] = (state.stock[item] ?? 0) + by;
  proposal.status = 'committed';
  return 'committed';
}
