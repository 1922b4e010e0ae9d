import { malformed } from '../malformed.ts';
import type { CrossReferenceSection } from './cross-references.ts';
import type { InflateBudget } from './inflate.ts';
import { Lexer } from './lexer.ts';
import { readXrefStream } from './read-xref-stream.ts';
import { readXrefTable } from './read-xref-table.ts';

/** The cross-reference section at `offset`, a table or a stream. Throws Rejection `signing.pdf`. */
export function readSection(file: Buffer, offset: number, budget: InflateBudget): CrossReferenceSection {
  if (offset <= 0 || offset >= file.length) throw malformed('pdf', 'Expected a cross-reference section within the file.');
  const lexer = new Lexer(file, offset, true);
  const form = lexer.takeWord('xref') ? 'table' : 'stream';
  const { entries, trailer, end } = form === 'table' ? readXrefTable(lexer) : readXrefStream(file, offset, budget);
  if (trailer.get('XRefStm') !== undefined)
    throw malformed('pdf', 'Expected one cross-reference for all readers, but the file is a hybrid.');
  return { offset, form, entries, trailer, bodyEnd: end, revisionEnd: revisionEnd(file, end, offset) };
}

function revisionEnd(file: Buffer, bodyEnd: number, offset: number): number | undefined {
  const match = /^[\r\n ]*startxref[\r\n ]+(\d{1,12})[\r\n ]+%%EOF(\r\n|\n|\r)?/.exec(file.toString('latin1', bodyEnd, bodyEnd + 64));
  return match && Number(match[1]) === offset ? bodyEnd + match[0].length : undefined;
}
