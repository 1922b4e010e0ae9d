/** Each shot in each look, by one browser, each person signed in once a look. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { screenOf, signIn, type Screen } from '../../test/web/browser.ts';
import { LOOKS, type Look, type Shot } from './shot.ts';

export interface Taken {
  readonly shot: Shot;
  readonly look: Look;
  readonly file: string;
  /** why there is no picture, or what the console complained of */
  readonly faults: readonly string[];
}

const SETTLED_MS = 400;
const PATIENCE_MS = 20_000;

export async function* takeShots(browser: Browser, url: string, shots: readonly Shot[], folder: string): AsyncGenerator<Taken> {
  mkdirSync(folder, { recursive: true });
  for (const look of Object.keys(LOOKS) as Look[]) {
    const screens = new Map<string, Screen>();
    for (const shot of shots) {
      const screen = screens.get(shot.who ?? '') ?? (await enter(browser, url, look, shot.who));
      screens.set(shot.who ?? '', screen);
      yield await taken(screen, shot, look, folder);
    }
    for (const { page } of screens.values()) await page.context().close();
  }
}

async function enter(browser: Browser, url: string, look: Look, who?: string): Promise<Screen> {
  const screen = await screenOf(browser, url, LOOKS[look]);
  if (who !== undefined) await signIn(screen, who);
  screen.page.setDefaultTimeout(PATIENCE_MS);
  return screen;
}

async function taken({ page, complaints }: Screen, shot: Shot, look: Look, folder: string): Promise<Taken> {
  const before = complaints.length;
  const file = `${shot.name}.${look}.png`;
  const failures: string[] = [];
  try {
    await page.goto(shot.address);
    await page.waitForLoadState('networkidle');
    await shot.act?.(page);
  } catch (error) {
    failures.push(String(error).split('\n')[0] ?? '');
  }
  // a spinner or a fading dialog is not what is looked at
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: path.join(folder, file), fullPage: look !== 'phone', animations: 'disabled' });
  return { shot, look, file, faults: [...failures, ...complaints.slice(before).filter((text) => !text.includes(` ${shot.refused} `))] };
}
