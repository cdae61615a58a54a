// @vitest-environment node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ServerDouble } from './double/server';

const dist = join(import.meta.dirname, '..', 'dist');
const browserFile = process.env.IMPRIMATUR_CHROMIUM ?? '/usr/bin/chromium';
/** Where pictures of the pages are put, if they are wanted. */
const screenshots = process.env.IMPRIMATUR_SCREENSHOTS;

describe.skipIf(!existsSync(browserFile) || !existsSync(dist))('licences in the portal', () => {
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
    page = await browser.newPage({ viewport: { width: 1360, height: 1700 }, locale: 'en-GB' });
    page.setDefaultTimeout(10_000);
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', (fault) => complaints.push(fault.message));
  });
  afterEach(async () => {
    await page.close();
    server.stop();
  });

  async function picture(name: string) {
    if (screenshots !== undefined) {
      await page.waitForTimeout(500);
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    }
  }

  it('lets an acceptance be withdrawn', async () => {
    await page.goto(server.address);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Read the licence' }).click();
    await page.getByText('You accepted this licence for the model cartoon').waitFor();
    await page.getByRole('button', { name: 'Withdraw acceptance' }).click();
    await picture('licence-withdrawal');
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(server.api.licenceAccepted).toBe(false);
    await page.getByLabel('Prompt', { exact: true }).fill('a cat');
    await page.getByRole('button', { name: 'Draw', exact: true }).click();
    await page.getByRole('button', { name: 'Accept licence' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('shows officers what stands behind the licences, and who accepted them', async () => {
    server.keycloak.user = 'officer';
    await page.goto(`${server.address}/licences`);
    const matrix = page.getByRole('grid', { name: 'Coverage of stability-ai-community' });
    await matrix.getByText('attested only').first().waitFor();
    await page.getByText('1 of 6 clauses lack something').waitFor();
    await page.getByText('not attested').first().waitFor();
    expect(await page.getByRole('button', { name: 'Attest' }).count()).toBe(0);
    await picture('licences');
    await page.getByLabel('From', { exact: true }).fill('2026-01-01');
    await page.getByLabel('To before').fill('2026-02-01');
    await page.getByLabel('What it is needed for').fill('the yearly audit');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe(
      'imprimatur-licences-2026-01-01-2026-02-01.pdf',
    );
    expect(server.api.reasons).toEqual(['the yearly audit']);
    await page.getByRole('link', { name: 'Acceptances and withdrawals' }).click();
    await page.getByRole('gridcell', { name: 'not named then' }).waitFor();
    await picture('acceptances');
    expect(complaints).toEqual([]);
  });

  it('lets operators attest what a licence asks of them', async () => {
    server.keycloak.user = 'operator';
    await page.goto(`${server.address}/licences`);
    await page.getByRole('button', { name: 'Attest' }).click();
    await page.getByLabel('Why').fill('the accounts of 2025, by the board');
    await picture('licence-attestation');
    await page.getByRole('dialog').getByRole('button', { name: 'Attest' }).click();
    await page.getByText('the accounts of 2025').waitFor();
    await page.getByRole('button', { name: 'Revoke' }).waitFor();
    expect(await page.getByRole('link', { name: 'Acceptances and withdrawals' }).count()).toBe(0);
  });
});
