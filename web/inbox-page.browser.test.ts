import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM } from './testing/chromium.js';
import { RETURN_APPROVAL, VACUUM_HANDOFF } from './testing/inbox-samples.js';
import { STAFF_TOKEN } from './testing/mock-inbox.js';
import { NO_FAULTS, openPageBench, type PageBench } from './testing/page-bench.js';

describe.skipIf(CHROMIUM === undefined)('the inbox page in Chromium', { timeout: 60_000 }, () => {
  let bench: PageBench;

  beforeAll(async () => {
    bench = await openPageBench({ script: () => ({ steps: [] }) });
  });
  beforeEach(() => {
    const { inbox } = bench.double;
    inbox.handoffs.set(VACUUM_HANDOFF.id, VACUUM_HANDOFF);
    inbox.approvals.set(RETURN_APPROVAL.id, RETURN_APPROVAL);
  });
  afterEach(async () => expect(await bench.endTest()).toEqual(NO_FAULTS));
  afterAll(() => bench?.close());

  async function signIn(page: Page, token = STAFF_TOKEN): Promise<void> {
    await page.getByLabel('Staff token').fill(token);
    await page.keyboard.press('Enter');
  }

  it('asks for a staff token, says when it is not taken, and keeps a good one over a reload', async () => {
    const page = await bench.open('inbox');
    await signIn(page, 'token-of-C1');
    await page.getByRole('alert').filter({ hasText: 'Not authenticated' }).waitFor();
    await signIn(page);
    await page.getByRole('link', { name: /Return 1 item/ }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: /Return 1 item/ }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Staff token').waitFor();
    expect(await page.locator('#desk').isVisible()).toBe(false);
  });

  it('approves a write, with a note, and shows what became of it', async () => {
    const page = await bench.open('inbox');
    await signIn(page);
    await page.getByRole('link', { name: /Return 1 item/ }).press('Enter');
    const approval = page.getByRole('article', { name: 'Approval' });
    await approval.waitFor();
    expect(await approval.innerText()).toMatch(/Waits for approval[\s\S]*\$1,249\.00[\s\S]*Customer C1001/);
    await page.getByLabel(/Note to the customer/).fill('Label follows');
    await page.getByRole('button', { name: 'Approve' }).click();
    await approval.locator('.pill', { hasText: /^Done$/ }).waitFor();
    await page.locator('#approvals', { hasText: 'Nothing waits.' }).waitFor();
    expect(bench.double.recorded.find(({ method }) => method === 'POST')?.body).toEqual({
      decision: 'approve',
      note: 'Label follows',
    });
  });

  it('takes a conversation over, replies in it, and closes it', async () => {
    const page = await bench.open(`inbox#handoffs/${VACUUM_HANDOFF.id}`);
    await signIn(page);
    const handoff = page.getByRole('article', { name: 'Conversation' });
    await handoff.getByText('Wiped the charging contacts').waitFor();
    expect(await handoff.getByText('It still does *not* charge.').count()).toBe(1);
    expect(await handoff.locator('strong').textContent()).toBe('colleague');
    await page.getByRole('button', { name: 'Take over' }).click();
    const reply = page.getByLabel('Reply to the customer');
    await reply.fill('I will send you a new dock.');
    await page.getByRole('button', { name: 'Send' }).click();
    await handoff.locator('li', { hasText: 'I will send you a new dock.' }).waitFor();
    expect(await reply.inputValue()).toBe('');
    await page.getByRole('button', { name: 'Close' }).click();
    await handoff.locator('.pill', { hasText: 'Closed' }).waitFor();
    expect(await reply.isVisible()).toBe(false);
  });

  it('keeps a reply that was not taken, and says why', async () => {
    bench.double.inbox.handoffs.set('h1', { ...VACUUM_HANDOFF, state: 'person', staffId: 'sam' });
    const page = await bench.open('inbox#handoffs/h1');
    await signIn(page);
    const detail = 'A colleague has this conversation.';
    bench.double.inbox.refuseNext({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'conflict',
      detail,
    });
    await page.getByLabel('Reply to the customer').fill('Hello');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').filter({ hasText: detail }).waitFor();
    expect(await page.getByLabel('Reply to the customer').inputValue()).toBe('Hello');
  });

  it('shows by itself what comes in', async () => {
    bench.double.inbox.handoffs.clear();
    const page = await bench.open('inbox');
    await page.clock.install();
    await signIn(page);
    await page.locator('#handoffs', { hasText: 'Nothing waits.' }).waitFor();
    bench.double.inbox.handoffs.set('h1', VACUUM_HANDOFF);
    await page.reload();
    await page.getByRole('link', { name: /Missing knowledge/ }).waitFor();
    bench.double.inbox.handoffs.set('h2', { ...VACUUM_HANDOFF, id: 'h2', reason: 'customer-request' });
    await page.clock.runFor(6_000);
    await page.getByRole('link', { name: /Customer request/ }).waitFor();
    bench.double.inbox.handoffs.delete('h2');
  });

  it.each(['light', 'dark'] as const)(
    'fits a phone, one thing after the other, in %s',
    async (colorScheme) => {
      const page = await bench.open('inbox', {
        viewport: { width: 360, height: 740 },
        colorScheme,
        hasTouch: true,
      });
      await signIn(page);
      await page.getByRole('link', { name: /Missing knowledge/ }).click();
      await page.getByRole('article', { name: 'Conversation' }).waitFor();
      expect(await page.locator('.waiting').isVisible()).toBe(false);
      expect(await page.locator('body').evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
      await page.getByRole('link', { name: /All that waits/ }).click();
      await page.getByRole('link', { name: /Return 1 item/ }).waitFor();
    },
  );
});
