/**
 * The documents that steps produce: a template of a module and the values of a case in, a PDF out (PDF/A-2a, tagged, by the page facts of
 * NĐ 30/2020). Pure: no clock, no chance, no I/O but the font file that comes with the product; the same input gives the same bytes.
 * A value that is missing or of the wrong kind refuses the document: a paper with a hole in it is never made.
 */
import type { DocumentInput } from './document-input.ts';
import { fillTemplate } from './fill/fill-template.ts';
import { placeBlocks } from './flow/place-blocks.ts';
import type { SignaturePlace } from './flow/place-closing.ts';
import { placeHead, type HeadPlaces } from './flow/place-head.ts';
import { Sheet } from './page/sheet.ts';
import type { DocumentTemplate } from './template.ts';

/** Where signatures stand, and number and date where they are filled in later. */
export interface DocumentPlaces extends HeadPlaces {
  readonly signatures: readonly SignaturePlace[];
}

export interface RenderedDocument {
  readonly pdf: Buffer;
  readonly places: DocumentPlaces;
  readonly pages: number;
  /** type and subject */
  readonly title: string;
  readonly subject: string;
}

/** Throws Rejection validation `documents.*` naming template and place; the template is one that `checkTemplate` has accepted. */
export function renderDocument(template: DocumentTemplate, input: DocumentInput): RenderedDocument {
  const { head, blocks, title, subject } = fillTemplate(template, input);
  const properties = { title, subject: input.caseFile.procedure, author: input.letterhead.agency, created: Date.parse(input.now) };
  const sheet = new Sheet(properties);
  const lies = template.landscape === true;
  sheet.addPage(lies);
  const places = placeHead(sheet, head);
  const signatures = placeBlocks(sheet, blocks, lies);
  return { pdf: sheet.finish(), places: { ...places, signatures }, pages: sheet.page + 1, title, subject };
}
