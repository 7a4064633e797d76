import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { ModelState } from './sequence-model.js';

/** What is wrong in the whole database, counted by statements that know nothing of the model. */
export interface Breaches {
  /** Orders whose payments less refunds are not what their items cost, or, when cancelled, not nothing. */
  unbalancedOrders: number;
  /** Gift cards whose balance is not the first one less what they paid and plus what they got back. */
  unbalancedGiftCards: number;
  /** Steps of orders that are not in the shop's list. */
  forbiddenSteps: number;
  /** Ledger entries and movements without a proposal that was shown, agreed to in time, and by all who must. */
  effectsWithoutConsent: number;
  /** Proposals with more than one entry, or with other movements than their entry says. */
  effectsTwice: number;
}

const STATEMENTS: Record<keyof Breaches, string> = {
  unbalancedOrders: `
    select count(*)::int as count from orders o
    where (select coalesce(sum(case p.kind when 'payment' then p.amount_cents else -p.amount_cents end), 0)
             from order_payments p where p.order_id = o.id)
      <> case o.status when 'cancelled' then 0 else
         (select sum(l.quantity * l.unit_price_cents) from order_lines l where l.order_id = o.id) end`,
  unbalancedGiftCards: `
    select count(*)::int as count from payment_methods m
    where m.kind = 'gift-card' and m.balance_cents <>
      1200 + (substr(m.customer_id, 2)::int % 5) * 400
      + (select coalesce(sum(case p.kind when 'refund' then p.amount_cents else -p.amount_cents end), 0)
           from order_payments p where p.payment_method_id = m.id and p.id not like 'Q%')`,
  forbiddenSteps: `
    select count(*)::int as count from order_steps where step not in ('pending to cancelled',
      'pending to pending-modified', 'delivered to return-requested', 'delivered to exchange-requested')`,
  effectsWithoutConsent: `
    select ((select count(*) from action_ledger l where not exists (
        select from action_proposals a where a.id = l.proposal_id and a.status = 'committed'
          and a.offered_at is not null and a.decided_at <= a.expires_at
          and (a.approval = 'customer' or a.staff_id is not null)))
      + (select count(*) from order_payments p where p.id not like 'Q%' and not exists (
        select from action_ledger l where left(l.proposal_id, 24) = left(p.id, 24) and l.order_id = p.order_id))
      + (select count(*) from cases c where not exists (select from action_ledger l where l.case_id = c.id))
    )::int as count`,
  effectsTwice: `
    select ((select count(*) from (
        select proposal_id from action_ledger group by proposal_id having count(*) > 1) twice)
      + (select count(*) from (
        select l.proposal_id from action_ledger l
        left join order_payments p on left(p.id, 24) = left(l.proposal_id, 24)
        group by l.proposal_id having max(jsonb_array_length(l.movements)) <> count(p.id)) other)
      + (select count(*) from (
        select order_id from order_steps group by order_id having count(*) > 1) again))::int as count`,
};

/** Looks through the books of all customers. */
export async function findBreaches(pool: pg.Pool | pg.PoolClient): Promise<Breaches> {
  const count = async (statement: string): Promise<number> =>
    (await pool.query<{ count: number }>(statement)).rows[0]?.count ?? Number.NaN;
  return {
    unbalancedOrders: await count(STATEMENTS.unbalancedOrders),
    unbalancedGiftCards: await count(STATEMENTS.unbalancedGiftCards),
    forbiddenSteps: await count(STATEMENTS.forbiddenSteps),
    effectsWithoutConsent: await count(STATEMENTS.effectsWithoutConsent),
    effectsTwice: await count(STATEMENTS.effectsTwice),
  };
}

interface Standing {
  gift: number;
  orders: Record<string, { status: string; lines: unknown[]; payments: unknown[] }>;
  stock: Record<string, number>;
  proposals: Record<string, string>;
  ledger: string[];
}

/** Compares what a customer has with what the model says they have; throws where it differs. */
export async function compareWithModel(
  pool: pg.Pool,
  { number, state }: { number: number; state: ModelState },
): Promise<void> {
  const { rows } = await pool.query<Standing>(STANDING, [`Q${number}`, state.items]);
  const expected = toStanding(state);
  if (isDeepStrictEqual(rows[0], expected)) return;
  throw new Error(`Q${number} has ${JSON.stringify(rows[0])} and should have ${JSON.stringify(expected)}`);
}

function toStanding({ orders, giftCents, stock, proposals }: ModelState): Standing {
  const committed = proposals.filter(({ status }) => status === 'committed').map(({ id }) => id);
  return {
    gift: giftCents,
    orders: Object.fromEntries(
      orders.map(({ id, status, lines, payments }) => [
        id,
        {
          status,
          lines: lines.map(({ item, cents }) => ({ item, cents })),
          payments: payments
            .map(({ method, kind, cents }) => ({ method, kind, cents, key: `${method} ${kind} ${cents}` }))
            .sort((left, right) => (left.key < right.key ? -1 : 1))
            .map(({ key: _, ...payment }) => payment),
        },
      ]),
    ),
    stock,
    proposals: Object.fromEntries(proposals.map(({ id, status }) => [id, status])),
    ledger: committed.sort(),
  };
}

const STANDING = `
  select
    (select balance_cents from payment_methods m where m.customer_id = c.id and m.kind = 'gift-card') as gift,
    (select json_object_agg(o.id, json_build_object('status', o.status,
      'lines', (select json_agg(json_build_object('item', l.variant_id, 'cents', l.unit_price_cents * l.quantity)
        order by l.position) from order_lines l where l.order_id = o.id),
      'payments', (select json_agg(json_build_object('method', p.payment_method_id, 'kind', p.kind,
        'cents', p.amount_cents) order by concat_ws(' ', p.payment_method_id, p.kind, p.amount_cents) collate "C") from order_payments p where p.order_id = o.id)))
      from orders o where o.customer_id = c.id) as orders,
    (select json_object_agg(s.variant_id, s.quantity) from variant_stock s
      where s.variant_id = any($2::text[])) as stock,
    (select coalesce(json_object_agg(a.id, a.status), '{}') from action_proposals a
      where a.customer_id = c.id) as proposals,
    (select coalesce(json_agg(l.proposal_id order by l.proposal_id), '[]') from action_ledger l
      where l.customer_id = c.id) as ledger
  from customers c where c.id = $1`;
