/** Every screen says in plain words what it is for, in both languages. */
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { SUBJECTS } from '../../policies/subjects.ts';
import en from '../../web/src/help/help.en.json' with { type: 'json' };
import vi from '../../web/src/help/help.vi.json' with { type: 'json' };
import rightsEn from '../../web/src/settings/rights.en.json' with { type: 'json' };
import rightsVi from '../../web/src/settings/rights.vi.json' with { type: 'json' };

interface Help {
  readonly title: string;
  readonly what: string;
  readonly steps: readonly string[];
  readonly keys?: readonly { readonly key: string; readonly does: string }[];
}
const CATALOGUES = { vi, en } as unknown as Readonly<Record<'vi' | 'en', { readonly screens: Readonly<Record<string, Help>> }>>;
const ROUTER = fs.readFileSync(path.join(import.meta.dirname, '../../web/src/app/router.tsx'), 'utf8');

/** Addresses of the screens behind the sign-in, as the router has them; the first one only sends on. */
function addresses(): readonly string[] {
  const routes = ROUTER.split('createRoute({').slice(1);
  const inside = routes.filter((route) => /getParentRoute: \(\) => inside/.test(route) && /component:/.test(route));
  return inside.map((route) => /path: '([^']+)'/.exec(route)?.[1] ?? '');
}

test('every route has its help, and no help is of a screen that is no more', (t) => {
  const all = addresses().toSorted();
  t.true(all.length > 12);
  t.false(all.includes(''));
  for (const language of ['vi', 'en'] as const) t.deepEqual(Object.keys(CATALOGUES[language].screens).toSorted(), all, language);
});

test('the help of a screen says what it is for and what to do, and the same in both languages', (t) => {
  for (const address of addresses()) {
    const [one, other] = [CATALOGUES.vi.screens[address], CATALOGUES.en.screens[address]];
    for (const help of [one, other]) {
      t.true((help?.title.length ?? 0) > 2, address);
      t.true((help?.what.length ?? 0) > 40, address);
      t.true((help?.steps.length ?? 0) >= 2, address);
    }
    t.is(one?.steps.length, other?.steps.length, address);
    t.deepEqual(
      one?.keys?.map(({ key }) => key),
      other?.keys?.map(({ key }) => key),
      address,
    );
    t.not(one?.what, other?.what, address);
  }
});

test('every right has its words, in both languages', (t) => {
  const subjects = Object.keys(SUBJECTS).toSorted();
  const actions = [...new Set(Object.values(SUBJECTS).flatMap((subject) => [...subject.actions] as string[]))].toSorted();
  for (const words of [rightsVi, rightsEn]) {
    t.deepEqual(Object.keys(words.subjects).toSorted(), subjects);
    t.deepEqual(Object.keys(words.actions).toSorted(), actions);
  }
});
