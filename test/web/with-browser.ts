/** For a file of journeys: the real server with its application, and a browser. Where the machine has no Chromium, its tests say so. */
import ava from 'ava';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { dropDatabase } from '../database.ts';
import { createDemoDatabase } from '../demo-database.ts';
import { spawnServer, type SpawnedServer } from '../spawn-server.ts';
import { CHROMIUM, launch, screenOf, type Screen } from './browser.ts';

/** A test where there is a browser. */
export const journey = CHROMIUM === undefined ? ava.skip : ava.serial;

/** There in tests, not before. */
export interface WithBrowser {
  readonly database: string;
  readonly server: SpawnedServer;
  /** a window of somebody's own */
  readonly screen: (options?: BrowserContextOptions) => Promise<Screen>;
}

/** `environment`: what else the server is set up with. */
export function withBrowser(
  prepare: (at: WithBrowser) => Promise<void> = async () => await Promise.resolve(),
  environment: () => Promise<NodeJS.ProcessEnv> = async () => await Promise.resolve({}),
): WithBrowser {
  let browser: Browser | undefined;
  const at = {
    screen: async (options) => {
      browser ??= await launch();
      return await screenOf(browser, at.server.url, options);
    },
  } as { -readonly [K in keyof WithBrowser]: WithBrowser[K] };
  ava.before('a server with its application, and a browser', async (t) => {
    t.timeout(300_000);
    if (CHROMIUM === undefined) return t.log('no Chromium on this machine: the journeys are skipped');
    at.database = await createDemoDatabase();
    at.server = await spawnServer({ DATABASE_URL: at.database, WEB: 'true', ...(await environment()) });
    await prepare(at);
  });
  ava.after.always(async () => {
    if (CHROMIUM === undefined) return;
    await browser?.close();
    await at.server?.end('SIGTERM');
    await dropDatabase(at.database);
  });
  return at;
}
