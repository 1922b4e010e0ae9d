/** A made document as the strict reader of signatures sees it. */
import { PdfDocument } from '../../../signing/pdf/pdf-document.ts';
import { PdfDict, PdfStream, PdfString, nameOf, type PdfObject } from '../../../signing/pdf/pdf-object.ts';
import { readText } from '../../../signing/pdf/pdf-text.ts';
import { readPages } from '../../../signing/pdf/read-pages.ts';
import { findStrayBytes } from '../../../signing/pdf/find-stray-bytes.ts';

export interface Made {
  readonly pages: number;
  readonly stray: number;
  readonly language: string;
  readonly title: string;
  readonly xmp: string;
  readonly outputIntent: boolean;
  /** structure elements in the order in which they are read aloud */
  readonly tags: readonly string[];
  /** fonts of all pages that are not embedded */
  readonly loose: readonly string[];
}

export function readMade(pdf: Buffer): Made {
  const document = new PdfDocument(pdf);
  const { catalog, trailer } = document;
  const stringOf = (object: PdfObject | undefined): string => {
    const found = document.resolve(object);
    return found instanceof PdfString ? readText(found) : '';
  };
  const metadata = document.resolve(catalog.get('Metadata'));
  const intent = document.resolveDict(document.resolveArray(catalog.get('OutputIntents'))?.[0]);
  return {
    pages: readPages(document).length,
    stray: findStrayBytes(document).length,
    language: stringOf(catalog.get('Lang')),
    title: stringOf(document.resolveDict(trailer.get('Info'))?.get('Title')),
    xmp: metadata instanceof PdfStream ? document.decode(metadata).toString('utf8') : '',
    outputIntent: document.resolve(intent?.get('DestOutputProfile')) instanceof PdfStream,
    tags: tagsOf(document, document.resolveDict(catalog.get('StructTreeRoot'))),
    loose: looseFonts(document),
  };
}

function tagsOf(document: PdfDocument, node: PdfDict | undefined): readonly string[] {
  const kids = document.resolve(node?.get('K'));
  const own = nameOf(document.resolve(node?.get('S')));
  const below = (Array.isArray(kids) ? (kids as readonly PdfObject[]) : [kids]).flatMap((kid) => {
    const dict = document.resolve(kid);
    return dict instanceof PdfDict ? tagsOf(document, dict) : [];
  });
  return own === undefined ? below : [own, ...below];
}

function looseFonts(document: PdfDocument): readonly string[] {
  return readPages(document).flatMap(({ dict }) => {
    const fonts = document.resolveDict(document.resolveDict(dict.get('Resources'))?.get('Font'));
    return [...(fonts?.entries ?? [])].flatMap(([name, font]) => {
      const [descendant] = document.resolveArray(document.resolveDict(font)?.get('DescendantFonts')) ?? [];
      const descriptor = document.resolveDict(document.resolveDict(descendant)?.get('FontDescriptor'));
      return document.resolve(descriptor?.get('FontFile2')) instanceof PdfStream ? [] : [name];
    });
  });
}
