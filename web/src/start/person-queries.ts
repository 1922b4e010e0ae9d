import { queryOptions } from '@tanstack/react-query';
import { request } from '../shared/request.ts';
import type { CaseItem, Page, PersonItem } from '../shared/types.ts';
import type { Found } from '../ui/found-choice.tsx';

const MOST = 20;
const IDENTITY = /^\d{12}$/;
/** What a number is looked for: a case of the person is about to begin. */
const PURPOSE = 'caseHandling';

/** By a part of the name, or by the whole personal number. */
export async function findPersons(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const byNumber = IDENTITY.test(text);
  const query = byNumber ? { identityNumber: text, limit: MOST } : { text, limit: MOST };
  const { items } = await request<Page<PersonItem>>('/persons', { query, signal, ...(byNumber && { purpose: PURPOSE }) });
  return items.map((person) => ({ value: person.id, label: personLine(person) }));
}

/** Two of one name are told apart by their birth and file. */
export const personLine = ({ name, birth, fileNumber }: PersonItem): string =>
  [name, birth?.split('-').toReversed().join('/'), fileNumber].filter((part) => part !== undefined).join(' – ');

export const personQuery = (person: string) =>
  queryOptions({
    queryKey: ['persons', 'one', person],
    queryFn: async ({ signal }) => await request<PersonItem>(`/persons/${encodeURIComponent(person)}`, { signal }),
  });

export const casesOfPersonQuery = (person: string) =>
  queryOptions({
    queryKey: ['persons', 'cases', person],
    queryFn: async ({ signal }) =>
      (await request<Page<CaseItem>>(`/persons/${encodeURIComponent(person)}/cases`, { query: { limit: MOST }, signal })).items,
  });
