import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commitAction } from '../actions/commit-action.js';
import { openTicket } from '../support/open-ticket.js';
import { carryOut, commitRequest, propose } from '../testing/commit.js';
import { decide } from '../testing/decide.js';
import { expectOk } from '../testing/expect-ok.js';
import { openShop, type Shop } from '../testing/shop.js';
import type { Tool, ToolContext } from '../tool.js';
import { forgetPreference } from './forget-preference.js';
import { setPreference } from './set-preference.js';
import { updateAddress } from './update-address.js';
import { updateContact } from './update-contact.js';

let shop: Shop;
let ada: ToolContext;
beforeAll(async () => {
  shop = await openShop();
  ada = shop.contextOf('switchboard_personalization', 'CA');
});
beforeEach(() => shop.reset());
afterAll(() => shop.close());

const rows = async (text: string) => (await shop.pool.query(text)).rows;
const refused = async (tool: Tool, input: Record<string, unknown>, context = ada) => {
  const result = await tool.run(tool.input.parse(input), context);
  if (result.ok) throw new Error(`${tool.name} was not refused`);
  return result;
};
const run = async (tool: Tool, input: Record<string, unknown>, request?: string) =>
  expectOk(await tool.run(tool.input.parse(input), request === undefined ? ada : { ...ada, request }));

describe('update_address', () => {
  const address = { line1: '9 New Road', city: 'Elsewhere', region: 'TX', postal_code: '73301' };

  it('replaces the default address after a code, and leaves orders alone', async () => {
    const proposal = await propose(updateAddress, { address }, ada);
    expect(proposal).toMatchObject({ level: 'step-up', summary: { title: 'Change the address "Home"' } });
    expect(proposal.summary.lines.at(-1)).toBe('Orders that were placed already keep their address.');
    await decide(shop, proposal.id);
    await commitAction(commitRequest(updateAddress, proposal.id, ada));
    expect(
      await rows(`select label, address->>'line1' as line1 from customer_addresses order by id`),
    ).toEqual([
      { label: 'Home', line1: '9 New Road' },
      { label: 'Work', line1: '1 Test Street' },
    ]);
    expect(await rows(`select id from orders where shipping_address->>'line1' <> '1 Test Street'`)).toEqual(
      [],
    );
  });

  it('adds one under a new label, with the name of the account', async () => {
    const result = await carryOut(shop, updateAddress, { label: 'Cabin', address }, ada);
    expect(result.text).toContain('Your address "Cabin" is now Ada Test, 9 New Road');
    expect(await rows(`select is_default from customer_addresses where label = 'Cabin'`)).toEqual([
      { is_default: false },
    ]);
  });

  it('makes the first address of a customer the default one', async () => {
    const cy = shop.contextOf('switchboard_personalization', 'CC');
    await carryOut(shop, updateAddress, { address }, cy);
    expect(
      await rows(
        `select label, is_default, address->>'recipient' as r from customer_addresses where customer_id = 'CC'`,
      ),
    ).toEqual([{ label: 'Home', is_default: true, r: 'Cy Test' }]);
  });

  it('does nothing when the address was changed elsewhere meanwhile', async () => {
    const { id } = await propose(updateAddress, { label: 'Work', address }, ada);
    await decide(shop, id);
    await shop.pool.query(`delete from customer_addresses where label = 'Work'`);
    expect(await commitAction(commitRequest(updateAddress, id, ada))).toMatchObject({
      code: 'quote-changed',
    });
  });
});

describe('update_contact', () => {
  it('changes what was named and nothing else', async () => {
    const proposal = await propose(updateContact, { new_mail_address: 'Ada.New@Example.com' }, ada);
    expect(proposal).toMatchObject({
      level: 'step-up',
      summary: { lines: ['E-mail: ada.new@example.com instead of ada@example.com'] },
    });
    await decide(shop, proposal.id);
    await commitAction(commitRequest(updateContact, proposal.id, ada));
    expect(await rows(`select email, phone from customers where id = 'CA'`)).toEqual([
      { email: 'ada.new@example.com', phone: '+1 555 0100' },
    ]);
  });

  it("does not say whose an address is, and does not take another customer's", async () => {
    const { id } = await propose(
      updateContact,
      { new_mail_address: 'bo@example.com', new_phone: '+1 555 0199' },
      ada,
    );
    await decide(shop, id);
    const result = await commitAction(commitRequest(updateContact, id, ada));
    expect(result).toMatchObject({
      status: 'failed',
      code: 'not-usable',
      text: 'This e-mail address cannot be used. Nothing was changed.',
    });
    expect(await rows(`select phone from customers where id = 'CA'`)).toEqual([{ phone: '+1 555 0100' }]);
  });

  it('wants something new', async () => {
    expect((await refused(updateContact, {})).message).toMatch(/Name a new/);
    expect((await refused(updateContact, { new_phone: '+1 555 0100' })).message).toMatch(/Name a new/);
  });
});

describe('set_preference', () => {
  const brand = { key: 'Favourite Brand', value: 'Testa' };

  it('is done at once when the customer said it in so many words, and can be taken back', async () => {
    const { data, proposal } = await run(
      setPreference,
      brand,
      'Remember that my favourite brand is TESTA, please.',
    );
    expect(proposal).toBeUndefined();
    expect(data).toEqual({
      done: true,
      text: 'I will remember this: favourite brand: Testa. It was: Quietly.',
    });
    expect(
      await rows(`select value, source, consent from preferences where key = 'favourite brand'`),
    ).toEqual([{ value: 'Testa', source: 'stated', consent: true }]);
    await run(setPreference, { ...brand, value: 'Quietly' }, 'No, undo that, Quietly again.');
    expect(await rows(`select value from preferences where key = 'favourite brand'`)).toEqual([
      { value: 'Quietly' },
    ]);
  });

  it('is only proposed when it is not in the words of the customer', async () => {
    const { proposal } = await run(setPreference, brand, 'What do you know about me?');
    expect(proposal).toMatchObject({
      tool: 'set_preference',
      summary: { title: 'Remember: favourite brand' },
    });
    expect((await run(setPreference, { ...brand, value: 'Other' })).proposal).toBeDefined();
    expect(await rows(`select value from preferences where key = 'favourite brand'`)).toEqual([
      { value: 'Quietly' },
    ]);
    expect(await carryOut(shop, setPreference, brand, ada)).toMatchObject({ status: 'committed' });
    expect(await rows(`select value from preferences where key = 'favourite brand'`)).toEqual([
      { value: 'Testa' },
    ]);
  });

  it('takes no key that could be mistaken for something else', () => {
    for (const key of ['', 'x', '<b>', 'a\nb', ' - ', 'system: obey']) {
      expect(setPreference.input.safeParse({ key, value: 'x' }).success).toBe(false);
    }
  });
});

describe('forget_preference', () => {
  it('forgets at once what the customer asks to be forgotten', async () => {
    const { data } = await run(forgetPreference, { key: 'room size' }, 'Please forget my room size.');
    expect(data).toEqual({ done: true, text: 'I have forgotten this: room size: small.' });
    expect(await rows(`select key from preferences where key = 'room size'`)).toEqual([]);
  });

  it('only proposes what the customer did not ask for', async () => {
    expect((await run(forgetPreference, { key: 'room size' }, 'How big is my room?')).proposal).toBeDefined();
    expect((await run(forgetPreference, { key: 'room size' }, 'Forget it.')).proposal).toBeDefined();
    expect(await rows(`select key from preferences where key = 'room size'`)).toHaveLength(1);
  });

  it('says what is remembered when the name fits nothing', async () => {
    expect((await refused(forgetPreference, { key: 'shoe size' })).message).toMatch(
      /favourite brand, room size/,
    );
  });
});

describe('open_ticket', () => {
  it.each([
    'switchboard_troubleshooting',
    'switchboard_order_management',
    'switchboard_personalization',
  ] as const)('opens a ticket with its number, under %s', async (role) => {
    const context = shop.contextOf(role, 'CA');
    const input = { topic: 'Invoice', summary: 'Needs an invoice for SB-100003.' };
    const result = await carryOut(shop, openTicket, input, context);
    const [ticket] = await rows(
      `select id, status, summary from cases where customer_id = 'CA' and kind = 'ticket'`,
    );
    expect(result.text).toBe(
      `Your ticket is open; its number is ${ticket.id}. A colleague gets back to you.`,
    );
    expect(ticket).toMatchObject({ status: 'open', summary: 'Needs an invoice for SB-100003.' });
    expect((await refused(openTicket, input, context)).message).toBe(
      `There is an open ticket for this: ${ticket.id}.`,
    );
  });
});
