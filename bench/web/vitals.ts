/** Core Web Vitals of a page, as its browser observes them. */
import type { Page } from 'playwright-core';

export interface Vitals {
  /** Largest Contentful Paint, ms since the page was asked for */
  readonly paintedMs: number;
  /** Interaction to Next Paint: the slowest answer to a key or a click, ms; 0 when none took as long as a frame */
  readonly answeredMs: number;
  /** Cumulative Layout Shift */
  readonly shifted: number;
}

/** Runs in the page before anything of it does. */
export const WATCH = `
  globalThis.vitals = { paintedMs: 0, answeredMs: 0, shifted: 0 };
  const watch = (options, note) =>
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) note(entry); }).observe({ buffered: true, ...options });
  watch({ type: 'largest-contentful-paint' }, ({ startTime }) => { vitals.paintedMs = startTime; });
  watch({ type: 'layout-shift' }, ({ value, hadRecentInput }) => { if (!hadRecentInput) vitals.shifted += value; });
  watch({ type: 'event', durationThreshold: 16 }, ({ interactionId, duration }) => {
    if (interactionId) vitals.answeredMs = Math.max(vitals.answeredMs, duration);
  });
`;

export async function vitalsOf(page: Page): Promise<Vitals> {
  // what was observed is told a frame later
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
  return await page.evaluate<Vitals>('globalThis.vitals');
}
