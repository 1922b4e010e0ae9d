/** The fields of a document's route, as signing/ adds them before the first signature. The seal, signed last, locks everything. */
import type { DocumentPlaces } from './render-document.ts';

export interface RouteField {
  readonly name: string;
  readonly kind: 'signature' | 'text';
  readonly page: number;
  readonly rectangle: readonly [left: number, bottom: number, right: number, top: number];
  readonly lock?: { readonly action: 'All' };
}

export const NUMBER_FIELD = 'number';
export const DATE_FIELD = 'date';

export function documentFields({ signatures, number, date }: DocumentPlaces): readonly RouteField[] {
  return [
    ...signatures.map(({ field, capacity, page, rectangle }) => ({
      name: field,
      kind: 'signature' as const,
      page,
      rectangle,
      ...(capacity === 'agencySeal' && { lock: { action: 'All' as const } }),
    })),
    ...(number ? [{ name: NUMBER_FIELD, kind: 'text' as const, ...number }] : []),
    ...(date ? [{ name: DATE_FIELD, kind: 'text' as const, ...date }] : []),
  ];
}
