import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from '../contract/chat-api.js';
import { CHROMIUM } from './testing/chromium.js';
import { createGates } from './testing/gates.js';
import type { Script } from './testing/mock-supervisor.js';
import { NO_FAULTS, openPageBench, type PageBench } from './testing/page-bench.js';
import { recordTurn } from './testing/recorded-turns.js';
import {
  DOWN_PART,
  GUIDE_PART,
  HANDOFF_PART,
  HOSTILE_PART,
  ORDER_PART,
  PRODUCT_PART,
} from './testing/samples.js';
import type { ServedDouble } from './testing/serve-double.js';

const AT = '2026-11-20T08:00:00.000Z';
const LONG: MessageView[] = Array.from({ length: 30 }, (_, index) => ({
  id: `m${index}`,
  role: index % 2 === 0 ? 'customer' : 'assistant',
  text: `Message ${index} of a long conversation, with a few more words in it.`,
  createdAt: AT,
  turnId: `t${Math.floor(index / 2)}`,
}));

let gates = createGates();

function script(text: string, attempt: number): Script {
  const turnId = `turn-${text.length}-${attempt}`;
  if (text.includes('busy') && attempt === 1)
    return {
      problem: {
        type: 'about:blank',
        title: 'A turn is running',
        status: 409,
        code: 'turn-running',
        instance: 'trace-7',
      },
      retryAfter: 2,
    };
  if (text.includes('slow')) return { steps: gates.hold(recordTurn([ORDER_PART, GUIDE_PART], { turnId })) };
  if (text.includes('partly'))
    return { steps: recordTurn([ORDER_PART, DOWN_PART], { turnId, degraded: true }) };
  if (text.includes('person')) return { steps: recordTurn([HANDOFF_PART], { turnId }) };
  if (text.includes('hostile')) return { steps: recordTurn([HOSTILE_PART], { turnId }) };
  if (text.includes('headphones')) return { steps: recordTurn([PRODUCT_PART], { turnId }) };
  if (text.includes('broken')) {
    const steps = recordTurn([ORDER_PART], { turnId });
    return { steps: [...steps.slice(0, 8), { after: 50, cut: true }, ...steps.slice(8)] };
  }
  return { steps: recordTurn([ORDER_PART, GUIDE_PART], { turnId }) };
}

describe.skipIf(CHROMIUM === undefined)('the chat page in Chromium', { timeout: 60_000 }, () => {
  let bench: PageBench;
  let double: ServedDouble;
  const open: PageBench['open'] = (...place) => bench.open(...place);

  beforeAll(async () => {
    const session = {
      title: 'A long one',
      locale: 'en',
      createdAt: AT,
      updatedAt: AT,
      owner: 'bot' as const,
    };
    const sessions = [{ id: 'old', ...session }];
    bench = await openPageBench({ script, sessions, messages: { old: LONG } });
    double = bench.double;
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
    await page.getByLabel('Message', { exact: true }).fill(text);
    await page.keyboard.press('Enter');
  }

  const messagesSent = () =>
    double.recorded.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));

  it('puts each request of a message on a line of its own, with who works on it, cards and sources', async () => {
    const page = await open();
    await ask(page, 'Where is my order? And the vacuum will not charge.');
    await page.locator('.closing').waitFor();
    const parts = page.locator('.part');
    expect(await parts.count()).toBe(2);
    expect(await parts.nth(0).locator('.agent-name').textContent()).toBe('Order management');
    expect(await parts.nth(0).locator('strong').first().textContent()).toBe('SB-700214');
    expect(await parts.nth(0).locator('.card').innerText()).toContain('$289.40');
    expect(await parts.nth(1).locator('.words li').count()).toBe(3);
    expect(await parts.nth(1).locator('.sources li').count()).toBe(2);
    expect(await page.locator('.words').nth(1).innerText()).not.toContain('[vacuum');
    expect(messagesSent()).toMatchObject([{ authorization: 'Bearer token-of-C1' }]);
    expect(messagesSent()[0]?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
    await parts.nth(0).locator('summary').click();
    expect(await parts.nth(0).locator('.tools li').first().innerText()).toMatch(
      /Reading order\s+done · 42 ms/,
    );
  });

  it('streams words as they come, shows what is being done, and stops when told to', async () => {
    const page = await open();
    await ask(page, 'slow, please');
    await page.locator('.agent-doing', { hasText: 'Reading order…' }).waitFor();
    expect(await page.locator('.agent-doing').nth(1).textContent()).toBe('Thinking…');
    gates.endLookUp();
    await page.locator('.words', { hasText: 'left the warehouse' }).waitFor();
    expect(await page.locator('.closing').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Send' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.note', { hasText: 'You stopped this answer' }).waitFor();
    expect(await page.locator('.words').first().innerText()).toContain('left the warehouse');
    expect(await page.getByRole('button', { name: 'Send' }).isVisible()).toBe(true);
  });

  it('keeps a draft that is written while a turn runs, and does not send it', async () => {
    const page = await open();
    await ask(page, 'slow, please');
    await page.locator('.part').first().waitFor();
    await ask(page, 'and one more thing');
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('and one more thing');
    expect(messagesSent()).toHaveLength(1);
  });

  it('says what is missing, once, and that the stand-in model answered', async () => {
    const page = await open();
    await ask(page, 'partly');
    await page.locator('.closing').waitFor();
    const failed = page.locator('.part[data-status="failed"]');
    expect(await failed.locator('.part-notice').textContent()).toBe(DOWN_PART.failure?.hint);
    expect(await failed.locator('.words').textContent()).toBe('');
    expect(await page.locator('.closing .pill').textContent()).toBe('Stand-in model');
  });

  it('opens a source beside its mark, closes it with Escape and gives the focus back', async () => {
    const page = await open();
    await ask(page, 'Where is my order? And the vacuum will not charge.');
    await page.locator('.closing').waitFor();
    const mark = page.getByRole('button', { name: /^Source 1: Robot vacuum/ });
    await mark.press('Enter');
    const popover = page.getByRole('dialog', { name: /Check the contacts/ });
    await popover.waitFor();
    expect(await popover.innerText()).toContain('wipe the two charging contacts');
    await page.keyboard.press('Escape');
    expect(await popover.isVisible()).toBe(false);
    expect(await mark.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('draws text as text: no markup runs, and only links of this site can be followed', async () => {
    const page = await open();
    await ask(page, 'hostile');
    await page.locator('.closing').waitFor();
    const words = page.locator('.words');
    expect(await words.innerText()).toContain('<img src=x onerror="document.title=1">');
    expect(await words.innerText()).toContain('bill (https://evil.example/pay)');
    expect(
      await words.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual([`${double.url}docs`]);
    expect(await words.locator('img').count()).toBe(0);
  });

  it('shows a refusal with its reference, and asks again under the same key', async () => {
    const page = await open();
    await ask(page, 'busy?');
    const problem = page.locator('.problem');
    await problem.waitFor();
    expect(await problem.innerText()).toMatch(
      /A turn is running[\s\S]*Try again in 2 s\.[\s\S]*Reference trace-7/,
    );
    await problem.getByRole('button', { name: 'Ask again' }).click();
    await page.locator('.closing').waitFor();
    expect(await page.locator('.turn').count()).toBe(1);
    const keys = messagesSent().map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('goes on by itself when the connection breaks in the middle of an answer', async () => {
    const page = await open();
    await ask(page, 'broken line');
    await page.locator('.closing').waitFor();
    expect(await page.locator('.words').innerText()).toMatch(
      /^Your order SB-700214 left .* Tuesday, 24 November\.$/,
    );
    expect(
      double.recorded.filter(({ path }) => path.endsWith('/events') && path.includes('/turns/')),
    ).toHaveLength(1);
  });

  it('records a look at a product and asks about it; an order’s action only drafts the words', async () => {
    const page = await open();
    await ask(page, 'headphones');
    await page.getByRole('button', { name: 'Tell me more about Fjord over-ear headphones' }).click();
    await page.locator('.question', { hasText: 'Tell me more about Fjord' }).waitFor();
    expect(double.recorded).toContainEqual(
      expect.objectContaining({ path: '/v1/events', body: { kind: 'view', productId: 'fjord-over-ear' } }),
    );
    await page.locator('.closing').nth(1).waitFor();
    await ask(page, 'my order?');
    await page.getByRole('button', { name: 'Return: order SB-700214' }).click();
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe(
      'I would like to return order SB-700214: ',
    );
  });

  it('lists conversations, opens one, comes back to it after a reload, and deletes it after asking', async () => {
    const page = await open();
    await page.getByRole('button', { name: /^A long one/ }).click();
    await page.locator('.turn').nth(14).waitFor();
    expect(page.url()).toBe(`${double.url}#old`);
    await page.reload();
    await page.locator('.turn').nth(14).waitFor();
    await page.locator('h1', { hasText: 'A long one' }).waitFor();
    const deletes = page.getByRole('button', { name: 'Delete: A long one' });
    await deletes.press('Enter');
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(double.recorded.some(({ method }) => method === 'DELETE')).toBe(false);
    await deletes.press('Enter');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('heading', { name: /What can we sort out, Mara/ }).waitFor();
    expect(double.recorded).toContainEqual(
      expect.objectContaining({ method: 'DELETE', path: '/v1/sessions/old' }),
    );
  });

  it('lets another customer be chosen, with a token and a new conversation of their own', async () => {
    const page = await open();
    await ask(page, 'headphones');
    await page.locator('.closing').waitFor();
    await page.getByRole('button', { name: /Mara Lindqvist/ }).click();
    await page.getByRole('button', { name: /Idris Bello/ }).click();
    await page.getByRole('heading', { name: /Idris/ }).waitFor();
    expect(await page.locator('.turn').count()).toBe(0);
    await ask(page, 'hello');
    await page.locator('.closing').waitFor();
    expect(messagesSent().at(-1)?.authorization).toBe('Bearer token-of-C2');
  });

  it('tells a screen reader who works on it, then each answer once as a whole', async () => {
    const page = await open();
    await ask(page, 'partly');
    await page.locator('.closing').waitFor();
    const spoken = await page.getByRole('status').locator('p').allTextContents();
    expect(spoken.filter((text) => text.startsWith('Your order SB-700214 left'))).toHaveLength(1);
    expect(spoken.join(' ')).toContain(DOWN_PART.failure?.hint);
    expect(spoken.join(' ')).not.toContain('**');
  });

  it('shows and tells what a person writes after the bot has handed over', async () => {
    const page = await open();
    await page.clock.install();
    await ask(page, 'person, please');
    await page.locator('.closing').waitFor();
    await page.waitForURL(/#session-/);
    const id = page.url().split('#')[1] ?? '';
    double.staff.own(id, 'person');
    double.staff.say(id, 'Hello, this is *Noor*.');
    await ask(page, 'person, are you there?');
    await page.locator('#owner', { hasText: 'You are writing with a person.' }).waitFor();
    await page.locator('.agent-name', { hasText: 'A person' }).waitFor();
    double.staff.say(id, 'A new dock is on its way.');
    await page.clock.runFor(6_000);
    await page.locator('.words', { hasText: 'A new dock is on its way.' }).waitFor();
    expect(await page.locator('#spoken').innerText()).toContain('A new dock is on its way.');
    double.staff.own(id, 'bot');
    await page.clock.runFor(6_000);
    await page.locator('#owner').waitFor({ state: 'hidden' });
  });

  it('leaves a reader who has scrolled up where they are, and offers the way back', async () => {
    const page = await open();
    await ask(page, 'slow one');
    gates.endLookUp();
    await page.locator('.words', { hasText: 'What does the lamp' }).waitFor();
    await page.setViewportSize({ width: 1280, height: 420 });
    await page.locator('#scroller').evaluate((scroller) => {
      scroller.scrollTop = 0;
    });
    const jump = page.getByRole('button', { name: 'Latest' });
    await jump.waitFor();
    gates.finish();
    await page.locator('.closing').waitFor();
    expect(await page.locator('#scroller').evaluate((scroller) => scroller.scrollTop)).toBe(0);
    await jump.click();
    expect(await page.locator('#scroller').evaluate((scroller) => scroller.scrollTop)).toBeGreaterThan(0);
  });

  it.each(['light', 'dark'] as const)('fits a phone of 360 px, in %s', async (colorScheme) => {
    const page = await open('', { viewport: { width: 360, height: 740 }, colorScheme, hasTouch: true });
    await ask(page, 'headphones');
    await page.locator('.closing').waitFor();
    for (const place of ['body', '#scroller']) {
      expect(await page.locator(place).evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    }
    expect(await page.locator('#sidebar').evaluate((sidebar) => sidebar.matches('[inert]'))).toBe(true);
    const menu = page.getByRole('button', { name: 'Conversations' });
    await menu.click();
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    await page.getByRole('heading', { name: 'Past conversations' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    expect(await menu.evaluate((button) => button.matches(':focus'))).toBe(true);
  });
});
