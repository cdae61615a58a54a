// @vitest-environment node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GenerationRequest } from '../src/api/types';
import { ServerDouble } from './double/server';

const dist = join(import.meta.dirname, '..', 'dist');
const browserFile = process.env.IMPRIMATUR_CHROMIUM ?? '/usr/bin/chromium';
/** Where pictures of the pages are put, if they are wanted. */
const screenshots = process.env.IMPRIMATUR_SCREENSHOTS;

const ask = (prompt: string, more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  model: 'cartoon',
  prompt,
  width: 256,
  height: 256,
  steps: 20,
  guidanceScale: 5,
  sampler: 'dpm++2m',
  seed: 7,
  count: 1,
  rewriting: 'accept',
  ...more,
});

describe.skipIf(!existsSync(browserFile) || !existsSync(dist))('the built portal', () => {
  let browser: Browser;
  let server: ServerDouble;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: browserFile,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    });
  }, 60_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    server = await ServerDouble.start(dist);
    const context = await browser.newContext({
      viewport: { width: 1360, height: 900 },
      locale: 'en-GB',
    });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', (fault) => complaints.push(fault.message));
    seed(server);
  });
  afterEach(async () => {
    await page.context().close();
    server.stop();
  });

  async function picture(name: string) {
    if (screenshots !== undefined) {
      await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: false });
    }
  }

  async function wholePicture(name: string) {
    if (screenshots !== undefined) {
      const height = await page.evaluate(
        () => (document.querySelector('#content')?.scrollHeight ?? 800) + 120,
      );
      await page.setViewportSize({ width: page.viewportSize()?.width ?? 1360, height });
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    }
  }

  it('goes from the login over the licence and the progress to a picture', async () => {
    server.api.licenceAccepted = false;
    server.api.stepMillis = 40;
    await page.goto(server.address);
    await page.getByRole('heading', { name: 'Studio' }).waitFor();
    await picture('studio');
    await page.getByLabel('Prompt', { exact: true }).fill('a nurse with a sloth and a cake');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel('Pictures').fill('2');
    await page.getByRole('button', { name: 'Roll a seed' }).click();
    await picture('studio-settings');
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    await page.getByRole('dialog').getByText('R1').waitFor();
    await picture('licence');
    await page.getByRole('button', { name: 'Accept licence' }).click();
    await page.getByRole('img', { name: 'Preview of picture 2' }).waitFor();
    await page.waitForTimeout(screenshots === undefined ? 0 : 400);
    await picture('progress');
    await page.getByRole('heading', { name: 'Your pictures' }).waitFor();
    await page.getByRole('link', { name: 'Download picture 2' }).waitFor();
    expect(await page.locator('ins').allTextContents()).toEqual([
      'an',
      'elderly',
      'olive-skinned',
      'female',
      'young',
      'Black',
      'male',
    ]);
    await wholePicture('released');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download receipt' }).click();
    expect((await download).suggestedFilename()).toMatch(/^imprimatur-.*\.receipt$/);
    await page.getByRole('button', { name: 'Draw again, not rewritten' }).click();
    expect(await page.getByRole('radio', { name: 'Draw my words' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    await page.getByText('Say why, in at least 10 characters.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows a refusal with its policy, clause and receipt', async () => {
    await page.goto(server.address);
    await page.getByLabel('Prompt', { exact: true }).fill('Angela Merkel on a bicycle');
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    await page.getByRole('heading', { name: 'This request was refused' }).waitFor();
    await page.getByText('clause R6 of licence imprimatur-cartoon-1').first().waitFor();
    await page.getByRole('button', { name: 'Download receipt' }).waitFor();
    await wholePicture('denied');
  });

  it('never shows a quarantined picture', async () => {
    await page.goto(server.address);
    await page.getByLabel('Prompt', { exact: true }).fill('a crowded beach');
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    await page.getByText('Picture 1 is quarantined').waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    await wholePicture('quarantined');
  });

  it('cancels', async () => {
    server.api.stepMillis = 200;
    await page.goto(server.address);
    await page.getByLabel('Prompt', { exact: true }).fill('a sloth');
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'This request was cancelled' }).waitFor();
  });

  it('says when to try again', async () => {
    server.api.nextStatus = 429;
    await page.goto(server.address);
    await page.getByLabel('Prompt', { exact: true }).fill('a sloth');
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    await page.getByText('Try again in 20 seconds.').waitFor();
    await picture('busy');
  });

  it('renews a token that the server does not take', async () => {
    await page.goto(server.address);
    await page.getByRole('heading', { name: 'Studio' }).waitFor();
    server.keycloak.forgetTokens();
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('link', { name: 'a friendly robot' }).waitFor();
  });

  it('lists the history, filters it and opens a request', async () => {
    await page.goto(`${server.address}/history`);
    await page.getByRole('link', { name: 'a friendly robot' }).waitFor();
    await page.waitForTimeout(screenshots === undefined ? 0 : 500);
    await picture('history');
    await page.getByLabel('State').selectOption('Denied');
    await page.getByRole('link', { name: 'Angela Merkel' }).click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/history\/.+/);
  });

  it('shows officers the list at once and a request after a reason', async () => {
    server.keycloak.user = 'officer';
    await page.goto(server.address);
    await page.getByRole('heading', { name: 'Compliance' }).waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
      'Compliance',
      'Policies',
      'Licences',
    ]);
    await picture('compliance');
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByRole('row').nth(26).waitFor();
    await page.getByLabel('User', { exact: true }).fill('portal-user');
    await page.getByLabel('State').selectOption('Released');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('link', { name: 'Open the request' }).first().click();
    await page.getByLabel('Reason', { exact: true }).fill('case 4711, prüfen');
    await picture('compliance-reason');
    await page.getByRole('button', { name: 'Open request' }).click();
    await page.getByRole('link', { name: 'Download picture 1' }).waitFor();
    await page.waitForTimeout(screenshots === undefined ? 0 : 500);
    await wholePicture('compliance-entry');
    expect(new Set(server.api.reasons)).toEqual(new Set(['case 4711, prüfen']));
    expect(complaints).toEqual([]);
  });

  it('shows operators the status and logs out', async () => {
    server.keycloak.user = 'operator';
    await page.goto(server.address);
    await page.getByRole('heading', { name: 'Status' }).waitFor();
    await page.getByRole('gridcell', { name: 'worker-1' }).waitFor();
    await picture('status');
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByText('Logged out').waitFor();
    expect(server.keycloak.loggedOut).toBe(1);
  });

  it('fits a narrow screen and takes the dark theme', async () => {
    await page.setViewportSize({ width: 400, height: 850 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(server.address);
    await page.getByLabel('Prompt', { exact: true }).fill('a nurse');
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    await page.getByRole('link', { name: 'Download picture 1' }).waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await wholePicture('narrow-dark');
    await page.goto(`${server.address}/history`);
    await page.getByRole('link', { name: 'a friendly robot' }).waitFor();
    await picture('narrow-history');
  });
});

function seed(server: ServerDouble): void {
  const at = (hour: number) =>
    `2026-11-2${hour % 5}T${String(8 + (hour % 12)).padStart(2, '0')}:15:00Z`;
  for (let hour = 0; hour < 22; hour++) {
    server.api.add('api-team', ask(`a house number ${hour}`, { seed: hour * 31 }), at(hour));
  }
  server.api.add('portal-user', ask('Angela Merkel on a bicycle'), at(3));
  server.api.add('portal-user', ask('a crowded beach'), at(3));
  server.api.add('portal-user', ask('a nurse at work', { count: 2, seed: 91 }), at(4));
  server.api.add('portal-user', ask('a friendly robot watering flowers', { seed: 40 }), at(4));
}
