import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { VerificationReport } from '../../../signing/report/verification-report.ts';
import { behalfOf } from '../shared/acting.ts';
import { requestBytes } from '../shared/request-bytes.ts';
import { request } from '../shared/request.ts';
import type {
  CaseDetail,
  CaseItem,
  CasePathTaken,
  CommentItem,
  DecisionItem,
  DocumentsOfCase,
  FormShown,
  HistoryItem,
  IncidentItem,
  Page,
  PersonItem,
  TaskDetail,
  TaskItem,
} from '../shared/types.ts';
import { caseSearch, type CaseFilters } from './case-filters.ts';

const PAGE = 50;
/** So many steps of a case are shown at most; the record has all. */
const MOST = 200;

/** `person`: who asks. */
export const casesQuery = (filters: CaseFilters, person: string) =>
  infiniteQueryOptions({
    queryKey: ['cases', filters],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      await request<Page<CaseItem>>('/cases', { query: { ...caseSearch(filters, person), limit: PAGE, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next,
  });

/** All that is asked of one case begins with its id: one change renews it all. */
const ofCase = <T>(caseId: string, what: string, path = `/${what}`, query: Record<string, number> = {}) =>
  queryOptions({
    queryKey: ['case', caseId, what, path, query],
    queryFn: async ({ signal }) => await request<T>(`/cases/${caseId}${path}`, { query, signal }),
  });

export const caseQuery = (caseId: string) => ofCase<CaseDetail>(caseId, 'case', '');
export const caseTasksQuery = (caseId: string) => ofCase<Page<TaskItem>>(caseId, 'tasks', '/tasks', { limit: MOST });
export const casePathQuery = (caseId: string) => ofCase<CasePathTaken>(caseId, 'path');
export const documentsQuery = (caseId: string) => ofCase<DocumentsOfCase>(caseId, 'documents');
export const decisionsQuery = (caseId: string) => ofCase<Page<DecisionItem>>(caseId, 'decisions', '/decisions', { limit: MOST });
export const incidentsQuery = (caseId: string) => ofCase<Page<IncidentItem>>(caseId, 'incidents', '/incidents', { limit: 50 });
export const casePersonsQuery = (caseId: string) => ofCase<Page<PersonItem>>(caseId, 'persons', '/persons', { limit: 50 });
export const relatedQuery = (caseId: string) => ofCase<Page<CaseItem>>(caseId, 'related', '/related', { limit: 50 });
export const commentsQuery = (caseId: string) => ofCase<Page<CommentItem>>(caseId, 'comments', '/comments', { limit: MOST });
/** By which the case has become what it is at `revision`. */
export const lastStepQuery = (caseId: string, revision: number) =>
  ofCase<Page<HistoryItem>>(caseId, 'last', '/history', { limit: 1, cursor: revision - 1 });
export const historyQuery = (caseId: string) => ofCase<Page<HistoryItem>>(caseId, 'history', '/history', { limit: MOST });

export const taskQuery = (caseId: string, instance: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'task', instance],
    queryFn: async ({ signal }) => await request<TaskDetail>(`/tasks/${caseId}/${instance}`, { signal }),
  });

/** Asked once: what somebody else changes meanwhile never resets what a person has typed. */
export const taskFormQuery = (caseId: string, instance: number) =>
  queryOptions({
    queryKey: ['form', caseId, instance],
    staleTime: Infinity,
    // opened again it is asked for again
    gcTime: 0,
    queryFn: async ({ signal }) => await request<FormShown>(`/tasks/${caseId}/${instance}/form`, { signal }),
  });

/** As the case has it at this revision: to compare with what was opened. */
export const freshFormQuery = ({ caseId, instance, caseRevision }: TaskDetail) =>
  queryOptions({
    queryKey: ['fresh-form', caseId, instance, caseRevision],
    staleTime: Infinity,
    queryFn: async ({ signal }) => await request<FormShown>(`/tasks/${caseId}/${instance}/form`, { signal }),
  });

export const diagramQuery = (definition: string) =>
  queryOptions({
    queryKey: ['diagram', definition],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const path = `/definitions/${definition}/source`;
      const response = await fetch(`/api/v1${path}`, { credentials: 'same-origin', headers: behalfOf(path), signal });
      if (!response.ok) throw new Error('Expected the diagram of the case.');
      return await response.text();
    },
  });

/** A revision of a document, and what it is looked at for: where it may say what is sensitive, that is asked for. */
export interface DocumentLook {
  readonly caseId: string;
  readonly id: string;
  readonly revision: number;
  readonly purpose: string | undefined;
}

export const documentQuery = ({ caseId, id, revision, purpose }: DocumentLook) =>
  queryOptions({
    queryKey: ['document', caseId, id, revision, purpose],
    staleTime: Infinity,
    structuralSharing: false,
    queryFn: async ({ signal }) => await requestBytes(`/cases/${caseId}/documents/${id}?revision=${revision}`, signal, purpose),
  });

export const verificationQuery = ({ caseId, id, revision, purpose }: DocumentLook) =>
  queryOptions({
    queryKey: ['case', caseId, 'verification', id, revision, purpose],
    queryFn: async ({ signal }) =>
      await request<VerificationReport>(`/cases/${caseId}/documents/${id}/verification`, { query: { revision }, purpose, signal }),
  });
