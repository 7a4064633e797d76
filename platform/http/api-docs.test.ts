import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createRecordingLogger } from '../testing/recording-logger.js';
import { createTestService } from '../testing/test-service.js';
import { serveHttp } from './serve.js';

const CHROMIUM = '/usr/bin/chromium';

describe('the page of the API document', () => {
  it.skipIf(!existsSync(CHROMIUM))(
    'shows every route in a browser, under its own policy and without a request to anyone else',
    async () => {
      const { logger } = createRecordingLogger();
      const { app } = createTestService();
      const server = await serveHttp(app, { host: '127.0.0.1', port: 0, drainTimeoutMs: 100, logger });
      const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
      try {
        const page = await browser.newPage();
        const complaints: string[] = [];
        const foreign: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text());
        });
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('request', (request) => {
          const url = request.url();
          if (!url.startsWith(server.url) && !url.startsWith('data:')) foreign.push(url);
        });
        await page.goto(`${server.url}/docs`);
        await page.locator('.opblock-post .opblock-summary').click();
        await page.locator('.opblock-post .parameters-container').first().waitFor();
        const shown = await page.locator('.opblock-summary-path').allInnerTexts();
        expect(shown.map((path) => path.replace(/\u200b/g, ''))).toEqual(
          expect.arrayContaining(['/livez', '/readyz', '/health', '/metrics', '/v1/notes/{id}']),
        );
        expect([complaints, foreign]).toEqual([[], []]);
      } finally {
        await browser.close();
        await server.close();
      }
    },
  );
});
