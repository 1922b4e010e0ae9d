import { request } from './request.ts';

const MOST = 50;

/** Persons who have an account, by a part of their name. Who has several accounts is one choice. */
export async function findPersons(text: string, signal: AbortSignal) {
  const { items } = await request<{ items: readonly { person: string; personName: string; title?: string }[] }>('/accounts', {
    query: { text, limit: MOST },
    signal,
  });
  const persons = new Map(
    items.map(({ person, personName, title }) => [person, title === undefined ? personName : `${personName} – ${title}`]),
  );
  return [...persons].map(([value, label]) => ({ value, label }));
}
