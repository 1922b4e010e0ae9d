/**
 * npm run bench:web: how long an official waits for a page, and for what a key or a click does, on the real server with its application: a
 * browser on a line of 10 Mbps and a processor four times slower, nothing kept from before. Beside each page what the same browser needs for
 * an answer of a few bytes from the same server. Exit code 1 when a budget is missed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { spawnServer } from '../test/spawn-server.ts';
import { launch, screenOf, signIn } from '../test/web/browser.ts';
import { courtApi } from '../test/web/court-api.ts';
import { underReview } from '../test/web/postponement-cases.ts';
import { median } from './figures.ts';
import { loadNow, printLines, type Line } from './report.ts';
import { slowScreen, type Cookie } from './web/slow-screen.ts';
import { caseVisit, INBOX, SIGN_IN, type Visit } from './web/visits.ts';
import { vitalsOf, type Vitals } from './web/vitals.ts';

const ROUNDS = 5;
const CASES = 20;
const BUDGET: Vitals = { paintedMs: 2_000, answeredMs: 200, shifted: 0.02 };
const OFFICER = 'thuky.toa';
const BARE: Visit = { name: 'a few bytes', address: '/api/health', ready: async () => {}, work: async () => {} };

const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-web-'));
const server = await spawnServer({ WEB: 'true', DATA_DIR: folder });
const browser = await launch();
try {
  const clerk = await courtApi(server.url, OFFICER);
  let caseId = '';
  for (let i = 0; i < CASES; i += 1) ({ caseId } = await underReview(clerk, `Nguyễn Văn ${String.fromCodePoint(65 + i)}`));
  const session = await signedIn(browser);
  console.log(`load: ${loadNow()}`);
  const bare = await watched(BARE, []);
  const lines: Line[] = [];
  for (const [visit, cookies] of [
    [SIGN_IN, []],
    [INBOX, session],
    [caseVisit(caseId), session],
  ] as const)
    lines.push(...linesOf(visit.name, await watched(visit, cookies), bare));
  printLines(lines);
  process.exitCode = lines.every(({ met }) => met !== false) ? 0 : 1;
} finally {
  await browser.close();
  await server.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

async function signedIn(of: Browser): Promise<readonly Cookie[]> {
  const screen = await screenOf(of, server.url);
  await signIn(screen, OFFICER);
  const cookies = await screen.page.context().cookies();
  await screen.page.context().close();
  return cookies;
}

/** Medians of visits by browsers that know nothing yet. */
async function watched(visit: Visit, cookies: readonly Cookie[]): Promise<Vitals> {
  const seen: Vitals[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page, close } = await slowScreen(browser, server.url, cookies);
    await page.goto(visit.address);
    await visit.ready(page);
    await page.waitForLoadState('networkidle');
    await visit.work(page);
    seen.push(await vitalsOf(page));
    await close();
  }
  const of = (what: keyof Vitals): number => median(seen.map((vitals) => vitals[what]));
  return { paintedMs: of('paintedMs'), answeredMs: of('answeredMs'), shifted: of('shifted') };
}

function linesOf(name: string, { paintedMs, answeredMs, shifted }: Vitals, bare: Vitals): readonly Line[] {
  const ratio = (paintedMs / bare.paintedMs).toFixed(1);
  return [
    {
      what: `${name}: Largest Contentful Paint`,
      figure: `${Math.round(paintedMs)} ms, ${ratio} of a few bytes (${Math.round(bare.paintedMs)} ms)`,
      target: `${BUDGET.paintedMs} ms`,
      met: paintedMs <= BUDGET.paintedMs,
    },
    {
      what: `${name}: Interaction to Next Paint`,
      figure: `${Math.round(answeredMs)} ms`,
      target: `${BUDGET.answeredMs} ms`,
      met: answeredMs <= BUDGET.answeredMs,
    },
    {
      what: `${name}: Cumulative Layout Shift`,
      figure: shifted.toFixed(3),
      target: String(BUDGET.shifted),
      met: shifted <= BUDGET.shifted,
    },
  ];
}
