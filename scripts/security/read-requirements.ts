/** The rows of docs/security.md, and what is wrong with them: a test that is not there shows nothing. */
import fs from 'node:fs';
import path from 'node:path';

export const STATES = ['tested', 'built', 'not applicable', 'open'] as const;
export type State = (typeof STATES)[number];

export interface Requirement {
  readonly number: string;
  readonly level: number;
  readonly state: string;
  readonly where: string;
}

export function readRequirements(markdown: string): readonly Requirement[] {
  return [...markdown.matchAll(/^\| (V\d+\.\d+\.\d+)\s*\|(.*)\|$/gm)].map(([, number = '', rest = '']) => {
    const [level = '', , state = '', ...where] = rest.split('|').map((cell) => cell.trim());
    return { number, level: Number(level), state, where: where.join('|') };
  });
}

const PATH = /`([\w./-]+\.\w+)`/g;
const TEST = /`(test\/[\w./-]+\.ts)` "([^"]+)"/g;

/** What is wrong with one row, in words; nothing when it holds. */
export function faultsOf({ number, state, where }: Requirement, root: string): readonly string[] {
  const read = (file: string): string | undefined => {
    const place = path.join(root, file);
    return fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : undefined;
  };
  const tests = [...where.matchAll(TEST)];
  const missing = [...where.matchAll(PATH)]
    .filter(([, file = '']) => read(file) === undefined)
    .map(([, file]) => `${number}: no file ${file}`);
  const untold = tests
    .filter(([, file = '', title = '']) => !read(file)?.replaceAll("\\'", "'").includes(title))
    .map(([, file, title]) => `${number}: no test "${title}" in ${file}`);
  return [
    ...missing,
    ...untold,
    ...((STATES as readonly string[]).includes(state) ? [] : [`${number}: no such state as ${state}`]),
    ...(state === 'tested' && tests.length === 0 ? [`${number}: tested by no test`] : []),
    ...(state === 'built' && where.search(PATH) < 0 ? [`${number}: built nowhere`] : []),
    ...(where.length < 4 ? [`${number}: without a reason`] : []),
  ];
}
