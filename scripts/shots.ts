/**
 * `npm run shots [-- --only <text>]`: a picture of every screen and state, on a desktop, a phone and in the dark, of a server of its own with
 * made-up cases; `data/shots/index.html` shows them together. What was seen on them: docs/shots-review.md. Exit code 1 when a state could not
 * be reached or the console complained.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { spawnServer } from '../test/spawn-server.ts';
import { launch } from '../test/web/browser.ts';
import { allShots } from './shots/all-shots.ts';
import { contactSheet } from './shots/contact-sheet.ts';
import { preparedCases } from './shots/prepared-cases.ts';
import { takeShots, type Taken } from './shots/take-shots.ts';

const FOLDER = path.join(import.meta.dirname, '../data/shots');
const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } });
const data = mkdtempSync(path.join(os.tmpdir(), 'shots-'));
const server = await spawnServer({ WEB: 'true', DATA_DIR: data });
const browser = await launch();
const all: Taken[] = [];
try {
  const shots = allShots(await preparedCases(server.url));
  const asked = shots.filter(({ name }) => values.only.length === 0 || values.only.some((text) => name.includes(text)));
  for await (const taken of takeShots(browser, server.url, asked, FOLDER)) {
    all.push(taken);
    console.log(
      `${taken.faults.length === 0 ? 'taken ' : 'FAULTS'}  ${taken.file}${taken.faults.map((fault) => `\n        ${fault}`).join('')}`,
    );
  }
  writeFileSync(path.join(FOLDER, 'index.html'), contactSheet(all));
} finally {
  await browser.close();
  await server.end('SIGTERM');
  rmSync(data, { recursive: true, force: true });
}
process.exitCode = all.every(({ faults }) => faults.length === 0) ? 0 : 1;
