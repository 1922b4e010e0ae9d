/** A scan with the field in which the agency certifies it as a copy, at the top right of its first page, and the fields of those who sign later. */
import { sizeOf } from '../../../documents/marks/appearance.ts';
import { markPlace } from '../../../documents/marks/text-appearance.ts';
import { Invariant, Rejection } from '../../../errors.ts';
import { addFields, type FieldSpec } from '../../../signing/pdf/add-fields.ts';
import { PdfDocument } from '../../../signing/pdf/pdf-document.ts';
import { readPagePictures } from '../../../signing/pdf/read-page-pictures.ts';
import { readPages } from '../../../signing/pdf/read-pages.ts';
import { findUploadContent } from '../../../store/queries/find-uploads.ts';
import type { Upload } from '../../../store/upload-contract.ts';
import type { Services } from '../../contract.ts';
import { requireServable } from '../../uploads/scan-state.ts';
import type { RouteField } from '../document-route.ts';
import { signingOf } from '../signing-services.ts';

/** Throws conflict `uploadGone`. */
export async function drawCopy(
  services: Services,
  scan: Upload,
  { field, route }: { readonly field: string; readonly route: readonly RouteField[] },
): Promise<Buffer> {
  requireServable(services, scan);
  const content = await findUploadContent(services.db, scan);
  if (!content) throw new Rejection('conflict', 'uploadGone', 'Expected the scan to be kept still, but it has expired.');
  const later = route.map(({ field: name }): FieldSpec => ({ name, kind: 'signature', page: 0, rectangle: [0, 0, 0, 0] }));
  const lock = later.length === 0 ? { lock: { action: 'All' as const } } : {};
  const mark: FieldSpec = { name: field, kind: 'signature', page: 0, rectangle: placeOn(content), ...lock };
  return addFields(content, [mark, ...later], signingOf(services).random);
}

function placeOn(content: Buffer): FieldSpec['rectangle'] {
  const document = new PdfDocument(content);
  const [first] = readPages(document);
  if (!first) throw new Invariant('Expected a stored file to have a page.');
  const { width, height, left, bottom } = readPagePictures(document, first);
  const [x1, y1, x2, y2] = markPlace({ width, height });
  const rectangle = [x1 + left, y1 + bottom, x2 + left, y2 + bottom] as const;
  return sizeOf(rectangle).width > 0 ? rectangle : [0, 0, 0, 0];
}
