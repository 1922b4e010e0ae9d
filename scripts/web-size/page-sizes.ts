/** What a page of the built application makes a browser load, packed as it is sent, after the manifest that the build leaves. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** An entry of Vite's manifest (`build.manifest`). */
interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

/** In KB of 1,000 bytes: no more than now, and where it is to come to. `loads` names the sources that the page asks for beside the entry, those behind a dynamic import too. */
export interface Budget {
  readonly script: number;
  readonly style: number;
  readonly loads: readonly string[];
  readonly goal: { readonly script: number; readonly style: number };
}

export interface PageSize {
  readonly page: string;
  readonly script: number;
  readonly style: number;
  readonly budget: Budget;
}

/** Throws Error when a page is said to load a source that the build does not name. */
export function pageSizes(built: string, budgets: Readonly<Record<string, Budget>>): readonly PageSize[] {
  const manifest = JSON.parse(readFileSync(path.join(built, 'manifest.json'), 'utf8')) as Manifest;
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
  const packed = (files: Iterable<string>): number =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(built, file))).length, 0) / 1_000;
  return Object.entries(budgets).map(([page, budget]) => {
    const chunks = reached(manifest, [...entries, ...budget.loads]);
    const script = packed(new Set(chunks.map(({ file }) => file).filter((file) => file.endsWith('.js'))));
    return { page, script, style: packed(new Set(chunks.flatMap(({ css = [] }) => css))), budget };
  });
}

function reached(manifest: Manifest, names: readonly string[]): readonly Chunk[] {
  const seen = new Map<string, Chunk>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    const chunk = manifest[name];
    if (!chunk) throw new Error(`Expected the build to name '${name}', but it does not. What is loaded with its page needs no name.`);
    seen.set(name, chunk);
    for (const needed of chunk.imports ?? []) visit(needed);
  };
  for (const name of names) visit(name);
  return [...seen.values()];
}

export const isWithin = ({ script, style, budget }: PageSize): boolean => script <= budget.script && style <= budget.style;
