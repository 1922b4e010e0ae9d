import names from './type-names.json' with { type: 'json' };

/** The kind of a document in words (NĐ 30/2020, Phụ lục III); one of a series of its own stays as it is called. */
export function typeName(kind: string): string {
  return Object.hasOwn(names, kind) ? names[kind as keyof typeof names] : kind;
}
