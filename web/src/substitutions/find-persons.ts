import { request } from '../shared/request.ts';
import type { SubstitutesFound } from '../shared/types.ts';
import type { Found } from '../ui/found-choice.tsx';

const MOST = 50;

/** Who may stand in, as whom. `absent` undefined: for oneself. */
export async function findSubstitutes(
  absent: string | undefined,
  text: string,
  signal: AbortSignal,
  titleOf: (roles: readonly string[]) => string,
): Promise<readonly Found[]> {
  const { candidates } = await request<SubstitutesFound>('/substitutes', { query: { absent, text }, signal });
  return candidates.map(({ person, name, title, roles }) => ({ value: person, label: `${name} – ${title ?? titleOf(roles)}` }));
}

/** Persons of the accounts that one may see; one of several accounts is one choice. */
export async function findAbsent(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const { items } = await request<{ items: readonly { person: string; personName: string; title?: string }[] }>('/accounts', {
    query: { text, state: 'active', limit: MOST },
    signal,
  });
  const persons = new Map(
    items.map(({ person, personName, title }) => [person, title === undefined ? personName : `${personName} – ${title}`]),
  );
  return [...persons].map(([value, label]) => ({ value, label }));
}
