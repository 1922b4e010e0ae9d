/** A note of the mapping report as a problem, for those that an author must see, and for its text in the user's language. */
import type { Problem } from '../../../errors.ts';
import type { Finding } from '../lint/finding.ts';
import type { MappingNote } from './mapping-note.ts';

/** Code `vendor.<reason>`: with problemText, the line of the report. */
export function noteAsProblem({ reason, element, source, value, target, result }: MappingNote): Problem & { readonly path: string } {
  const details = { element, attribute: source, value: shortened(value), target: target ?? '', result: result ?? '' };
  return {
    code: `vendor.${reason}`,
    path: element,
    message: `${source} = '${shortened(value)}' of element '${element}': ${reason}.`,
    details,
  };
}

/** None for notes that are for information only. */
export function noteProblem(note: MappingNote): Finding[] {
  return note.severity === 'info' ? [] : [{ ...noteAsProblem(note), severity: note.severity }];
}

/** Whole forms stand in some values; the report keeps more of them than its text shows. */
function shortened(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
