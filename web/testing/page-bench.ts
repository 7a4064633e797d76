import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGUMENTS } from './chromium.js';
import type { MockSupervisorOptions } from './mock-supervisor.js';
import { type ServedDouble, serveDouble } from './serve-double.js';

/** The page in a real browser over the double of its API. */
export interface PageBench {
  double: ServedDouble;
  /** A new page of a new visitor, once the demo login is through. */
  open(path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** Closes what a test opened, and tells what no page may do: throw, break its policy, ask another host. */
  endTest(): Promise<{ faults: string[]; foreign: string[] }>;
  close(): Promise<void>;
}

/** What every test has to find at its end. */
export const NO_FAULTS = { faults: [], foreign: [] };

/** Starts the browser and the double. */
export async function openPageBench(options: MockSupervisorOptions): Promise<PageBench> {
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: CHROMIUM_ARGUMENTS });
  const double = await serveDouble(options);
  const faults: string[] = [];
  const foreign: string[] = [];

  function watch(page: Page): void {
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (/Content.Security|Trusted/i.test(message.text())) faults.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(double.url)) foreign.push(request.url());
    });
  }

  return {
    double,
    async open(path = '', more = {}) {
      const viewport = { width: 1280, height: 800 };
      const context = await browser.newContext({ viewport, locale: 'en-US', ...more });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      watch(page);
      await page.goto(double.url + path);
      if (!path.startsWith('inbox')) await page.locator('#account-name', { hasNotText: 'Guest' }).waitFor();
      return page;
    },
    async endTest() {
      for (const context of browser.contexts()) await context.close();
      double.recorded.length = 0;
      return { faults: faults.splice(0), foreign: foreign.splice(0) };
    },
    async close() {
      await browser.close();
      await double.close();
    },
  };
}
