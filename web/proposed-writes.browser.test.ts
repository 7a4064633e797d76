import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from '../contract/chat-api.js';
import { CHROMIUM } from './testing/chromium.js';
import { createGates } from './testing/gates.js';
import type { Script } from './testing/mock-supervisor.js';
import { NO_FAULTS, openPageBench, type PageBench } from './testing/page-bench.js';
import { type RecordedPart, recordTurn } from './testing/recorded-turns.js';
import {
  CANCEL_PART,
  CANCEL_PROPOSAL,
  CONTACT_PART,
  CONTACT_PROPOSAL,
  GUIDE_PART,
  RETURN_PART,
  RETURN_PROPOSAL,
} from './testing/samples.js';

const AT = '2026-11-20T08:00:00.000Z';
const EARLIER: MessageView[] = [
  { id: 'm1', role: 'customer', text: 'Cancel it', createdAt: AT, turnId: 't1' },
  { id: 'm2', role: 'assistant', text: 'Please confirm it.', createdAt: AT, turnId: 't1' },
  { id: 'm3', role: 'customer', text: 'And send the laptop back', createdAt: AT, turnId: 't2' },
  { id: 'm4', role: 'assistant', text: 'Please confirm that too.', createdAt: AT, turnId: 't2' },
  { id: 'b1:result', role: 'assistant', text: 'It is cancelled.', createdAt: AT, turnId: 'b1' },
];

let gates = createGates();
let count = 0;

/** Every proposal gets an id of its own, so that no test decides what another one looks at. */
function propose(part: RecordedPart, id: string): RecordedPart {
  return { ...part, proposals: (part.proposals ?? []).map((proposal) => ({ ...proposal, id })) };
}

function script(text: string): Script {
  count += 1;
  const turnId = `turn-${count}`;
  const [cancel, giveBack, contact] = [CANCEL_PART, RETURN_PART, CONTACT_PART].map((part, index) =>
    propose(part, `a${count}-${index + 1}`),
  );
  if (cancel === undefined || giveBack === undefined || contact === undefined) throw new Error('no parts');
  if (text.includes('slow')) return { steps: gates.hold(recordTurn([cancel, GUIDE_PART], { turnId })) };
  if (text.includes('laptop')) return { steps: recordTurn([giveBack], { turnId }) };
  if (text.includes('e-mail')) return { steps: recordTurn([contact], { turnId }) };
  if (text.includes('both')) return { steps: recordTurn([cancel, giveBack], { turnId }) };
  if (text === 'yes') return { steps: recordTurn([GUIDE_PART], { turnId }) };
  return { steps: recordTurn([cancel], { turnId }) };
}

describe.skipIf(CHROMIUM === undefined)('proposed writes on the chat page', { timeout: 60_000 }, () => {
  let bench: PageBench;

  beforeAll(async () => {
    const session = {
      title: 'Earlier',
      locale: 'en',
      createdAt: AT,
      updatedAt: AT,
      owner: 'bot' as const,
    };
    bench = await openPageBench({
      script,
      sessions: [{ id: 'old', ...session }],
      messages: { old: EARLIER },
      actions: {
        old: [
          { ...CANCEL_PROPOSAL, id: 'b1', turnId: 't1', status: 'committed', result: 'It is cancelled.' },
          { ...RETURN_PROPOSAL, id: 'b2', turnId: 't2', status: 'offered' },
        ],
      },
    });
  });
  beforeEach(() => {
    gates = createGates();
  });
  afterEach(async () => {
    gates.endLookUp();
    gates.finish();
    expect(await bench.endTest()).toEqual(NO_FAULTS);
  });
  afterAll(() => bench?.close());

  async function ask(page: Page, text: string): Promise<void> {
    const turns = await page.locator('.closing').count();
    await page.getByLabel('Message', { exact: true }).fill(text);
    await page.keyboard.press('Enter');
    if (!text.includes('slow')) await page.locator('.closing').nth(turns).waitFor();
  }

  const decisions = () =>
    bench.double.recorded.filter(({ method, path }) => method === 'POST' && path.includes('/actions/'));
  const shownId = () => `a${count}-1`;
  const state = (page: Page, words: string) =>
    page.locator('.action .pill', { hasText: new RegExp(`^${words}$`) }).waitFor();

  it('shows what was proposed word for word, in its request, as not done yet', async () => {
    const page = await bench.open();
    await ask(page, 'cancel');
    const card = page.locator('.part .action');
    expect(await card.locator('.pill').textContent()).toBe('Not done yet');
    expect(await card.locator('.card-title').textContent()).toBe(CANCEL_PROPOSAL.summary.title);
    expect(await card.locator('li').allTextContents()).toEqual(CANCEL_PROPOSAL.summary.lines);
    expect(await card.locator('em').count()).toBe(0);
    expect(await card.locator('.action-amount').innerText()).toMatch(/You get\s+\$289\.40/);
    expect(await card.innerText()).toMatch(/until Jan 1, 2099/);
    expect(await page.locator('.agent-doing').innerText()).toContain('Waits for your yes');
  });

  it('confirms by keyboard alone, and shows and tells what was done', async () => {
    const page = await bench.open();
    await ask(page, 'cancel');
    expect(await page.getByRole('button', { name: 'Return: order SB-700214' }).count()).toBe(1);
    const status = page.locator('#spoken');
    await status.locator('p', { hasText: /Not done yet\. Confirm or decline it until/ }).waitFor();
    expect(await page.getByRole('button', { name: /^Decline: Cancel order/ }).count()).toBe(1);
    await page.getByRole('button', { name: 'Confirm: Cancel order SB-700214' }).press('Enter');
    await state(page, 'Done');
    expect(await page.locator('.action-note').textContent()).toBe('Done: Cancel order SB-700214.');
    expect(await page.locator('.action button').count()).toBe(0);
    expect(await page.locator('.action').evaluate((card) => card.matches(':focus'))).toBe(true);
    const spoken = await status.locator('p').allTextContents();
    expect(spoken.slice(-2)).toEqual([
      'Confirming…',
      'Done: Cancel order SB-700214. Done: Cancel order SB-700214.',
    ]);
    expect(decisions()).toMatchObject([{ body: { decision: 'confirm', argsHash: 'hash-of-a1' } }]);
    expect(await page.getByRole('button', { name: 'Return: order SB-700214' }).count()).toBe(0);
    expect(decisions()[0]?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
    expect(await page.locator('.agent-doing').innerText()).not.toContain('Waits for your yes');
  });

  it('declines, and says that nothing was changed', async () => {
    const page = await bench.open();
    await ask(page, 'cancel');
    await page.getByRole('button', { name: /^Decline/ }).click();
    await state(page, 'Declined');
    expect(await page.locator('.action-note').textContent()).toContain('Nothing was changed');
    expect(decisions()).toMatchObject([{ body: { decision: 'decline' } }]);
  });

  it('cannot be decided while the answer is still being written, nor when it was cut off', async () => {
    const page = await bench.open();
    await ask(page, 'slow');
    gates.endLookUp();
    const confirm = page.getByRole('button', { name: /^Confirm/ });
    await confirm.waitFor();
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.action-note', { hasText: 'cut off before this was offered' }).waitFor();
    expect(await confirm.count()).toBe(0);
  });

  it('waits for a colleague, and shows their answer when it is there', async () => {
    const page = await bench.open();
    await page.clock.install();
    await ask(page, 'laptop');
    expect(await page.locator('.action').innerText()).toContain('a colleague has to approve it too');
    await page.getByRole('button', { name: /^Confirm/ }).click();
    await state(page, 'Waiting for a colleague');
    expect(await page.locator('.action button').count()).toBe(0);
    bench.double.actions.change(`a${count}-2`, {
      status: 'committed',
      result: 'Approved: a label is on its way.',
    });
    await page.clock.runFor(6_000);
    await page.locator('.action-note', { hasText: 'a label is on its way' }).waitFor();
  });

  it('shows why it could not be done', async () => {
    const page = await bench.open();
    await ask(page, 'cancel');
    const result = 'The order has been packed meanwhile, so it was not cancelled.';
    bench.double.actions.refuseNext(shownId(), { view: { status: 'failed', result } });
    await page.getByRole('button', { name: /^Confirm/ }).click();
    await state(page, 'Not done');
    expect(await page.locator('.action-note').textContent()).toBe(result);
  });

  it('shows that it expired when the decision comes too late', async () => {
    const page = await bench.open();
    await ask(page, 'cancel');
    bench.double.actions.refuseNext(shownId(), { view: { status: 'expired' } });
    await page.getByRole('button', { name: /^Confirm/ }).click();
    await state(page, 'Expired');
    expect(await page.locator('.action-note').textContent()).toContain('Ask again');
  });

  it('sends a decision again under the same key when the network failed', async () => {
    const page = await bench.open();
    await ask(page, 'cancel');
    const keys: (string | undefined)[] = [];
    await page.route('**/actions/**', (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      return keys.length === 1 ? route.abort() : route.continue();
    });
    await page.getByRole('button', { name: /^Confirm/ }).click();
    await page.locator('.action-note', { hasText: 'nothing is done twice' }).waitFor();
    expect(await page.locator('.action .pill').textContent()).toBe('Not certain');
    await page.getByRole('button', { name: /^Try again/ }).click();
    await state(page, 'Done');
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('asks for a one-time code where one is needed, and then confirms with the surer token', async () => {
    const page = await bench.open();
    await ask(page, 'e-mail');
    await page.getByRole('button', { name: /^Confirm: Change/ }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Enter your code' });
    const code = dialog.getByLabel('Code with 6 digits');
    expect(await code.evaluate((input) => input.matches(':focus'))).toBe(true);
    await page.locator('#code-words', { hasText: 'It works until' }).waitFor();
    await code.fill('000000');
    await code.press('Enter');
    await dialog.getByRole('alert').filter({ hasText: 'That is not the code' }).waitFor();
    await code.fill('123 456');
    await code.press('Enter');
    await state(page, 'Done');
    expect(await dialog.isVisible()).toBe(false);
    expect(decisions().map(({ authorization }) => authorization)).toEqual([
      'Bearer token-of-C1',
      'Bearer token-after-code',
    ]);
    expect(new Set(decisions().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('leaves it open when the code is not given, and sends another code when asked to', async () => {
    const page = await bench.open();
    await ask(page, 'e-mail');
    await page.getByRole('button', { name: /^Confirm: Change/ }).click();
    await page.getByRole('button', { name: 'Send a new code' }).click();
    await page.keyboard.press('Escape');
    await page.locator('.action-note', { hasText: 'it needs the one-time code' }).waitFor();
    expect(await page.locator('.action .pill').textContent()).toBe('Not done yet');
    expect(bench.double.recorded.filter(({ path }) => path === '/v1/verification')).toHaveLength(2);
    expect(await page.getByRole('button', { name: /^Decline/ }).isEnabled()).toBe(true);
  });

  it('shows after a turn that a yes in words was enough', async () => {
    const page = await bench.open();
    await ask(page, 'cancel');
    bench.double.actions.change(shownId(), { status: 'committed', result: 'It is cancelled.' });
    await ask(page, 'yes');
    await page.locator('.action-note', { hasText: 'It is cancelled.' }).waitFor();
  });

  it('puts two proposals of one message into the requests that they belong to', async () => {
    const page = await bench.open();
    await ask(page, 'both');
    const parts = page.locator('.part');
    expect(await parts.nth(0).locator('.action .card-title').textContent()).toBe(
      CANCEL_PROPOSAL.summary.title,
    );
    expect(await parts.nth(1).locator('.action .card-title').textContent()).toBe(
      RETURN_PROPOSAL.summary.title,
    );
    await parts
      .nth(0)
      .getByRole('button', { name: /^Decline/ })
      .click();
    await state(page, 'Declined');
    expect(await parts.nth(1).locator('.action .pill').textContent()).toBe('Not done yet');
  });

  it('shows the actions of an earlier conversation in their turns, and lets an open one be decided', async () => {
    const page = await bench.open('#old');
    await page.locator('.action').nth(1).waitFor();
    const turns = page.locator('.turn');
    expect(await turns.count()).toBe(2);
    expect(await turns.nth(0).locator('.action').innerText()).toMatch(/Done[\s\S]*It is cancelled\./);
    await turns
      .nth(1)
      .getByRole('button', { name: /^Decline/ })
      .click();
    await state(page, 'Declined');
    const spoken = await page.getByRole('status').locator('p').allTextContents();
    expect(spoken.join(' ')).not.toContain('Please confirm it.');
  });

  it.each(['light', 'dark'] as const)('fits a phone of 360 px, in %s', async (colorScheme) => {
    const page = await bench.open('', { viewport: { width: 360, height: 740 }, colorScheme, hasTouch: true });
    await ask(page, 'e-mail');
    for (const place of ['body', '#scroller', '.action'])
      expect(await page.locator(place).evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    const button = page.getByRole('button', { name: /^Confirm/ });
    expect(await button.evaluate((box) => box.getBoundingClientRect().height)).toBeGreaterThanOrEqual(38);
    await button.click();
    const dialog = page.getByRole('dialog', { name: 'Enter your code' });
    await dialog.waitFor();
    expect(await dialog.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    expect(CONTACT_PROPOSAL.level).toBe('step-up');
  });
});
