import type { PdfDocument } from '../pdf/pdf-document.ts';
import type { FormField } from '../pdf/read-fields.ts';
import type { Page } from '../pdf/read-pages.ts';
import type { Change, PermittedCode, RefusedCode } from './change.ts';
import type { Restrictions } from './read-restrictions.ts';
import type { ObjectComparison } from './same-objects.ts';

export interface Revision {
  readonly document: PdfDocument;
  readonly fields: readonly FormField[];
  readonly pages: readonly Page[];
}

/** A signed revision and the newest one, with what the first forbids, and where findings go. */
export interface RevisionPair {
  readonly old: Revision;
  readonly now: Revision;
  readonly objects: ObjectComparison;
  readonly restrictions: Restrictions;
  readonly permit: (change: Change<PermittedCode>) => void;
  readonly refuse: (change: Change<RefusedCode>) => void;
}
