/** A browser as an official in a province has it: a line of 10 Mbps, a processor four times slower, nothing kept from before. */
import type { Browser, Page } from 'playwright-core';
import { screenOf } from '../../test/web/browser.ts';
import { WATCH } from './vitals.ts';

const BITS_PER_SECOND = 10_000_000;
const LATENCY_MS = 40;
const SLOWER = 4;

export interface SlowScreen {
  readonly page: Page;
  close(): Promise<void>;
}

/** `session`: cookies of somebody who is signed in. */
export async function slowScreen(browser: Browser, url: string, session: readonly Cookie[] = []): Promise<SlowScreen> {
  const { page } = await screenOf(browser, url, { viewport: { width: 1366, height: 768 } });
  const context = page.context();
  await context.addCookies([...session]);
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  const bytesPerSecond = BITS_PER_SECOND / 8;
  const pace = { offline: false, latency: LATENCY_MS, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond };
  await line.send('Network.emulateNetworkConditions', pace);
  await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(WATCH);
  return { page, close: async () => await context.close() };
}

export type Cookie = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>[number];
