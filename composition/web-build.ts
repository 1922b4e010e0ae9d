/**
 * The web application, built where it is run from the sources: once, and again when a source it is made of changed. A release brings it
 * built. Two that start at once build each for itself, and the last one's folder stays.
 */
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Rejection } from '../errors.ts';
import type { Logger } from '../logging/logger.ts';

const ROOT = path.join(import.meta.dirname, '..');
const WEB = path.join(ROOT, 'web');
const BUILT = path.join(WEB, 'dist');
const VITE = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
const MARK = 'built-from';
const run = promisify(execFile);
/** What the application is made of. */
const SOURCES = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/pack-assets.ts',
  'package-lock.json',
  'policies',
  'forms',
  'expressions',
  'law',
  'signing/report',
  'errors.ts',
];

/** The folder to serve. In production nothing is built. Throws Rejection `webNotBuilt` there. */
export async function webFolder(production: boolean, logger: Logger): Promise<string> {
  if (production) {
    if (existsSync(path.join(BUILT, 'index.html'))) return BUILT;
    throw new Rejection('validation', 'webNotBuilt', 'Expected the web application to be built. Run: npm run build');
  }
  const mark = markOf(SOURCES);
  if (markOfBuilt() !== mark) await build(mark, logger);
  return BUILT;
}

async function build(mark: string, logger: Logger): Promise<void> {
  const started = performance.now();
  const made = path.join(WEB, `dist-${randomUUID()}`);
  try {
    // in a process of its own: whatever this one is for, what is served is what is released
    await run(process.execPath, [VITE, 'build', WEB, '--outDir', made, '--logLevel', 'warn'], { env: { NODE_ENV: 'production' } });
    writeFileSync(path.join(made, MARK), mark);
    rmSync(BUILT, { recursive: true, force: true });
    renameSync(made, BUILT);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  logger.info({ seconds: Math.round((performance.now() - started) / 1_000) }, 'web application built');
}

function markOfBuilt(): string | undefined {
  const file = path.join(BUILT, MARK);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function markOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesOf(path.join(ROOT, source)))) {
    hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(place: string): readonly string[] {
  if (!statSync(place).isDirectory()) return [place];
  const names = readdirSync(place).toSorted((a, b) => (a < b ? -1 : 1));
  return names.flatMap((name) => filesOf(path.join(place, name)));
}
