/** The pages of a document with every signature field of its route, which nobody has signed: by its template, or the slip of the step. */
import { documentFields, type RouteField as PageField } from '../../../documents/document-fields.ts';
import type { DocumentPlaces, RenderedDocument } from '../../../documents/render-document.ts';
import { renderDocument } from '../../../documents/render-document.ts';
import { renderSlip } from '../../../documents/render-slip.ts';
import type { DocumentTemplate } from '../../../documents/template.ts';
import { addFields } from '../../../signing/pdf/add-fields.ts';
import type { Services } from '../../contract.ts';
import { signingOf } from '../signing-services.ts';
import type { PageOrder } from './page-order.ts';
import { documentInput } from './document-input.ts';
import { slipInput } from './slip-input.ts';

/** Throws Rejection validation `documents.*`: a value that the template needs is missing. */
export async function drawPages(services: Services, order: PageOrder): Promise<Buffer> {
  const made = await render(services, order);
  return addFields(made.pdf, fieldsOf(made.places, order), signingOf(services).random);
}

async function render(services: Services, order: PageOrder): Promise<RenderedDocument> {
  const template = order.template as DocumentTemplate | undefined;
  if (template) return renderDocument(template, await documentInput(services, template, order));
  return renderSlip(await slipInput(services, order));
}

/** The places of the page in the order of the route; a signature for which the page has no place has a field that is not seen. */
function fieldsOf(places: DocumentPlaces, { fields }: PageOrder): readonly PageField[] {
  const drawn = documentFields(places);
  const hasSeal = fields.some(({ capacity }) => capacity === 'agencySeal');
  const free = places.signatures.map(({ field, capacity }) => ({ field, capacity, taken: false }));
  const signatures = fields.map(({ field, capacity }): PageField => {
    const place = free.find((one) => one.capacity === capacity && !one.taken);
    if (place) place.taken = true;
    const spot = place && drawn.find(({ name }) => name === place.field);
    const lock = capacity === 'agencySeal' ? { lock: { action: 'All' as const } } : {};
    return { ...(spot ?? UNSEEN), ...lock, name: field };
  });
  // number and date are filled with the seal; without one nobody would
  return [...signatures, ...drawn.filter(({ kind }) => kind === 'text' && hasSeal)];
}

const UNSEEN: PageField = { name: '', kind: 'signature', page: 0, rectangle: [0, 0, 0, 0] };
