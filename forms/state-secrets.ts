/** Grades of state secrecy: mật, tối mật, tuyệt mật (Luật Bảo vệ bí mật nhà nước; to be verified). */
import type { Json } from '../expressions/json.ts';
import type { Confidentiality } from './form.ts';

export const STATE_SECRETS = ['confidential', 'secret', 'topSecret'] as const satisfies readonly Confidentiality[];
export type StateSecret = (typeof STATE_SECRETS)[number];

export const isStateSecret = (code: unknown): code is StateSecret => STATE_SECRETS.some((grade) => grade === code);

export interface Marked {
  readonly grade: StateSecret;
  /** the field at the top */
  readonly field: string;
}

/**
 * The first value of a grade that is not held: in a field whose form says so (`graded`, by place as in SensitiveFields), or in anything
 * that marks itself by a `confidentiality`, such as an attached file. Empty fields hold nothing.
 */
export function markedBeyond(
  data: Readonly<Record<string, Json>>,
  held: readonly string[],
  graded: ReadonlyMap<string, StateSecret> = new Map(),
): Marked | undefined {
  const unheld = (grade: unknown): grade is StateSecret => isStateSecret(grade) && !held.includes(grade);
  const within = (value: Json, place: string): StateSecret | undefined => {
    const grade = graded.get(place);
    if (grade !== undefined && unheld(grade) && !isEmpty(value)) return grade;
    if (Array.isArray(value)) return firstOf(value.map((item: Json) => [item, `${place}[]`] as const));
    if (typeof value !== 'object' || value === null) return undefined;
    const own = value as Readonly<Record<string, Json>>;
    if (unheld(own['confidentiality'])) return own['confidentiality'];
    return firstOf(Object.entries(own).map(([name, item]) => [item, `${place}.${name}`] as const));
  };
  const firstOf = (items: readonly (readonly [Json, string])[]): StateSecret | undefined => {
    for (const [item, place] of items) {
      const grade = within(item, place);
      if (grade) return grade;
    }
    return undefined;
  };
  if (unheld(data['confidentiality'])) return { grade: data['confidentiality'], field: 'confidentiality' };
  for (const [field, value] of Object.entries(data)) {
    const grade = within(value, field);
    if (grade) return { grade, field };
  }
  return undefined;
}

const isEmpty = (value: Json): boolean => value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
