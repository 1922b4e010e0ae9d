/** `mutants.json` of a module: mutants that change nothing that could be noticed, each with the reason why. */
export interface Equivalent {
  readonly mutant: string;
  readonly reason: string;
}

export function readEquivalents(text: string, file: string): readonly Equivalent[] {
  const list = JSON.parse(text) as unknown;
  if (Array.isArray(list) && list.every(isEquivalent)) return list;
  throw new Error(`Expected ${file} to be a list of { mutant, reason }.`);
}

function isEquivalent(item: unknown): item is Equivalent {
  const { mutant, reason, ...rest } = (item ?? {}) as Readonly<Record<string, unknown>>;
  return typeof mutant === 'string' && typeof reason === 'string' && reason.trim() !== '' && Object.keys(rest).length === 0;
}
