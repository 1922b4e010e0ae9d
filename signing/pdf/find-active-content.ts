/**
 * What a file can do beside being looked at: run scripts, start programs, carry or fetch other files, send what is filled in. Every object
 * that the newest cross-references name is looked at, whether a page uses it or not.
 */
import type { PdfDocument } from './pdf-document.ts';
import { PdfDict, PdfStream, isArray, nameOf, type PdfObject } from './pdf-object.ts';

/** Entries that are there for nothing else. */
const KEYS = new Set(['JS', 'JavaScript', 'AA', 'XFA', 'EmbeddedFiles', 'EF', 'RichMediaContent', 'Collection', 'OPI']);
const ACTIONS = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'Movie',
  'Sound',
  'Rendition',
  'RichMediaExecute',
  'GoTo3DView',
]);
const ANNOTATIONS = new Set(['FileAttachment', 'Movie', 'Sound', 'Screen', 'RichMedia', '3D']);

/** The name of the first that is found, as the file writes it; undefined where there is none. Throws Rejection `signing.pdf`. */
export function findActiveContent(document: PdfDocument): string | undefined {
  const opening = document.resolve(document.catalog.get('OpenAction'));
  // where a file opens is no harm; what it does then is
  if (opening instanceof PdfDict && nameOf(document.resolve(opening.get('S'))) !== 'GoTo') return 'OpenAction';
  for (const [number, entry] of document.references) {
    if (entry.kind === 'free') continue;
    const object = entry.kind === 'at' ? document.readAt(entry.offset, number).object : document.objectStream(entry.stream).get(number);
    const found = object === undefined ? undefined : activeIn(document, object);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** References are not followed: what they lead to is looked at by itself. The reader has bounded how deep objects are nested. */
function activeIn(document: PdfDocument, object: PdfObject): string | undefined {
  if (isArray(object)) return firstOf(document, object);
  const dict = object instanceof PdfStream ? object.dict : object;
  if (!(dict instanceof PdfDict)) return undefined;
  return activeDict(document, dict, object instanceof PdfStream) ?? firstOf(document, [...dict.entries.values()]);
}

function firstOf(document: PdfDocument, objects: readonly PdfObject[]): string | undefined {
  for (const object of objects) {
    const found = activeIn(document, object);
    if (found !== undefined) return found;
  }
  return undefined;
}

function activeDict(document: PdfDocument, dict: PdfDict, isStream: boolean): string | undefined {
  const key = [...dict.entries.keys()].find((name) => KEYS.has(name));
  if (key !== undefined) return key;
  const action = nameOf(document.resolve(dict.get('S')));
  if (action !== undefined && ACTIONS.has(action)) return action;
  const subtype = nameOf(document.resolve(dict.get('Subtype')));
  if (subtype !== undefined && ANNOTATIONS.has(subtype)) return subtype;
  // the data of the stream, or the page that it shows, is in another file
  if (isStream && (dict.get('F') !== undefined || dict.get('Ref') !== undefined)) return 'F';
  return undefined;
}
