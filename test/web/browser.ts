/** A real browser on the real server. Where the machine has no Chromium, the tests say so and pass: CI installs it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import { generateSync } from 'otplib';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import organisation from '../../composition/demo/organisation.json' with { type: 'json' };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const PASSWORD = 'Trinh-Ky-2026!';
const PATIENCE_MS = 60_000;
const NEXT_CODE_MS = 10_000;

export const CHROMIUM = NAMES.flatMap((name) => (process.env['PATH'] ?? '').split(':').map((folder) => path.join(folder, name))).find(
  (file) => existsSync(file),
);

export const launch = async (): Promise<Browser> => await chromium.launch({ executablePath: CHROMIUM ?? '', args: FLAGS });

export interface Screen {
  readonly page: Page;
  /** what the console said that it should not: errors of scripts, styles and policies */
  readonly complaints: readonly string[];
}

export async function screenOf(browser: Browser, url: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Screen> {
  const context: BrowserContext = await browser.newContext({ baseURL: url, locale: 'vi-VN', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // that nobody is signed in yet is an answer, not a fault
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  return { page, complaints };
}

export async function signIn({ page }: Screen, login: string, password = PASSWORD): Promise<void> {
  await page.goto('/dang-nhap');
  await page.locator('input[autocomplete=username]').fill(login);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await Promise.race([page.waitForURL(/viec|ho-so|mat-khau/), page.locator(CODE).waitFor()]);
  // administrators have an authenticator, whose secret is known for trying
  if (await page.locator(CODE).isVisible()) await passCode(page);
}

const CODE = 'input[autocomplete=one-time-code]';

/** A code is good once: what was used a moment ago waits for the next. */
export async function passCode(page: Page): Promise<void> {
  for (let tries = 0; tries < 4; tries += 1) {
    await page.locator(CODE).fill(generateSync({ secret: organisation.otpSecret }));
    await page.locator(CODE).press('Enter');
    const refused = page.getByRole('alert');
    await Promise.race([page.locator(CODE).waitFor({ state: 'detached' }), refused.waitFor()]);
    if (!(await page.locator(CODE).isVisible())) return;
    await page.waitForTimeout(NEXT_CODE_MS);
    // what was told was something else, on the way in
    if (!(await page.locator(CODE).isVisible())) return;
  }
}

/** What there is in the browser of a transition: one that runs for ever, a spinner's, has no end. */
interface Fading {
  readonly effect: { getComputedTiming(): { readonly endTime: number } } | null;
  readonly finished: Promise<unknown>;
}

/** What axe finds against WCAG 2.2 A and AA, in words, on the page as it is once nothing fades any more. */
export async function barriers({ page }: Screen): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  await page.evaluate(async () => {
    const { document: here } = globalThis as unknown as { document: { getAnimations(): readonly Fading[] } };
    const passing = here.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(passing.map(async ({ finished }) => await finished));
  });
  return await page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await here.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] } as never);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`));
  });
}
