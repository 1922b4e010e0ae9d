/** Who noticed which mutant in earlier runs, a line of JSON each: asked first, so that the next run takes minutes. Nothing is believed. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Verdict } from './judge.ts';

interface Line {
  readonly module: string;
  readonly id: string;
  readonly killedBy: string;
}

export function readHints(file: string, module: string): ReadonlyMap<string, string> {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const all = lines.map((line) => JSON.parse(line) as Line);
  return new Map(all.filter((line) => line.module === module).map(({ id, killedBy }) => [id, killedBy]));
}

export function keepHint(file: string, module: string, { id, killedBy }: Verdict): void {
  if (killedBy !== undefined) appendFileSync(file, `${JSON.stringify({ module, id, killedBy })}\n`);
}
