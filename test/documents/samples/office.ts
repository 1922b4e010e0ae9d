/** What every document of the tests is made of: a court that issues, its officers, and a case as the scenarios tell it. */
import { createHash } from 'node:crypto';
import type { DocumentInput } from '../../../documents/document-input.ts';
import type { DocumentTemplate } from '../../../documents/template.ts';

export const COURT = {
  parent: 'Tòa án nhân dân thành phố Hà Nội',
  agency: 'Tòa án nhân dân khu vực 1 – Hà Nội',
  abbreviation: 'TAKV1',
  place: 'Hà Nội',
} as const;

export function inputOf(more: Partial<DocumentInput> = {}): DocumentInput {
  return {
    letterhead: COURT,
    number: 5,
    date: '2026-09-07',
    signers: { decider: { name: 'Nguyễn Văn Bình', authority: 'KT', of: 'Chánh án', title: 'Phó Chánh án' } },
    caseFile: { code: 'HCHA-2026-000123', procedure: 'Hoãn chấp hành án phạt tù', agency: COURT.agency },
    variables: {},
    labels: () => undefined,
    now: '2026-09-07T02:00:00Z',
    ...more,
  };
}

export function templateOf(more: Partial<DocumentTemplate> = {}): DocumentTemplate {
  return {
    document: 'sample',
    layout: 'titled',
    symbol: 'QĐ-CA',
    title: 'Quyết định',
    subject: 'Hoãn chấp hành án phạt tù',
    body: [{ paragraph: 'Nội dung của văn bản.' }],
    recipients: [{ text: 'Như Điều 4' }],
    archive: 'VT',
    signatures: [{ field: 'decider', title: 'Chánh án', seal: true }],
    citation: 'test',
    confidence: 'C',
    ...more,
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
