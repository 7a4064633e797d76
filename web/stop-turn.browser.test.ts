import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM } from './testing/chromium.js';
import { createGates } from './testing/gates.js';
import type { Script } from './testing/mock-supervisor.js';
import { NO_FAULTS, openPageBench, type PageBench } from './testing/page-bench.js';
import { recordTurn } from './testing/recorded-turns.js';
import { CANCEL_PART, GUIDE_PART, ORDER_PART } from './testing/samples.js';

let gates = createGates();
let count = 0;

function script(text: string): Script {
  count += 1;
  const turnId = `turn-${count}`;
  if (text.includes('cancel')) {
    const proposals = (CANCEL_PART.proposals ?? []).map((each) => ({ ...each, id: `offer-${count}` }));
    return { steps: recordTurn([{ ...CANCEL_PART, proposals }], { turnId }) };
  }
  const steps = gates.hold(recordTurn([ORDER_PART, GUIDE_PART], { turnId }));
  return { steps: text.includes('break') ? steps.toSpliced(2, 0, { cut: true }) : steps };
}

describe.skipIf(CHROMIUM === undefined)('a turn on the chat page', { timeout: 60_000 }, () => {
  let bench: PageBench;
  beforeAll(async () => {
    bench = await openPageBench({ script });
  });
  beforeEach(() => {
    gates = createGates();
  });
  afterEach(async () => {
    gates.endLookUp();
    gates.finish();
    expect(await bench.endTest()).toEqual(NO_FAULTS);
  });
  afterAll(() => bench.close());

  const cancels = () =>
    bench.double.recorded.filter(({ method, path }) => method === 'POST' && path.endsWith('/cancel'));
  async function ask(page: Page, text: string): Promise<void> {
    await page.getByLabel('Message', { exact: true }).fill(text);
    await page.getByLabel('Message', { exact: true }).press('Enter');
  }

  it('is ended on the server when it is stopped, and the next message can be sent', async () => {
    const page = await bench.open();
    await ask(page, 'slow, please');
    await page.locator('.agent-doing', { hasText: 'Reading order…' }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.note', { hasText: 'You stopped this answer' }).waitFor();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    expect(cancels()).toMatchObject([
      { path: `/v1/sessions/session-1/turns/turn-${count}/cancel`, authorization: 'Bearer token-of-C1' },
    ]);
  });

  it('is ended on the server when it is stopped after its stream broke and was rejoined', async () => {
    const page = await bench.open();
    const rejoined = page.waitForResponse((response) => response.url().endsWith('/events') && response.ok());
    await ask(page, 'break, please');
    await rejoined;
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.note', { hasText: 'You stopped this answer' }).waitFor();
    expect(cancels().map(({ path }) => path)).toEqual([
      expect.stringMatching(new RegExp(`/turns/turn-${count}/cancel$`)),
    ]);
  });

  it('takes the buttons from an offer that a later one replaced', async () => {
    const page = await bench.open();
    await ask(page, 'cancel it');
    const card = page.locator('.action').first();
    await card.getByRole('button', { name: 'Confirm' }).waitFor();
    // Only now has the message certainly arrived.
    const first = `offer-${count}`;
    await page.getByRole('button', { name: 'Send' }).waitFor();
    bench.double.actions.change(first, { status: 'withdrawn', replacedBy: `offer-${count + 1}` });
    await ask(page, 'cancel the other thing');
    await card.locator('.pill', { hasText: 'Replaced' }).waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    expect(await page.locator('.action').nth(1).getByRole('button', { name: 'Confirm' }).count()).toBe(1);
  });
});
