/** A picture of one screen in one state: who looks, where, and what was done there before. */
import type { Page } from 'playwright-core';

export interface Shot {
  /** names the file */
  readonly name: string;
  /** login of who looks; nobody when absent */
  readonly who?: string;
  readonly address: string;
  /** a status that the browser's console may complain of: it is what is shown */
  readonly refused?: 403 | 404;
  /** brings the page into the state that is shown, and waits for it */
  readonly act?: (page: Page) => Promise<void>;
}

/** How a screen is looked at. */
export const LOOKS = {
  desktop: { viewport: { width: 1366, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  dark: { viewport: { width: 1366, height: 900 }, colorScheme: 'dark' },
} as const;

export type Look = keyof typeof LOOKS;
