import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import type { SensitiveFields } from '../../forms/sensitive-fields.ts';
import { isStateSecret, markedBeyond, type StateSecret } from '../../forms/state-secrets.ts';
import type { Services } from '../contract.ts';

type Held = Pick<Services, 'heldGrades'>;

/**
 * State secrets of a grade that the installation may not hold are turned away before anything is stored or logged, and nothing of them
 * is said again (S3 Đ18k2, S0 Đ7k2). Throws Rejection validation `gradeNotHeld`.
 */
export function requireHeld({ heldGrades }: Held, data: Readonly<Record<string, Json>>, fields?: SensitiveFields): void {
  const marked = markedBeyond(data, heldGrades, fields?.graded);
  if (marked) throw notHeld(marked.grade, `/${marked.field}`);
}

/** Of a case or message as a whole. */
export function requireHeldGrade({ heldGrades }: Held, grade: string | undefined): void {
  if (isStateSecret(grade) && !heldGrades.includes(grade)) throw notHeld(grade, '/confidentiality');
}

function notHeld(grade: StateSecret, path: string): Rejection {
  const message = `Expected no state secret of grade '${grade}': this installation may not hold it.`;
  return new Rejection('validation', 'gradeNotHeld', message, {
    details: { grade },
    problems: [{ code: 'gradeNotHeld', path, message, details: { grade } }],
  });
}
