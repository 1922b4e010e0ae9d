import { Rejection } from '../../errors.ts';

/** Throws Rejection 'deployment' with the line and column of the offset, both counted from 1. */
export function refuseAt(xml: string, position: number, code: string, message: string): never {
  const before = xml.slice(0, position);
  const line = before.split('\n').length;
  const column = position - (before.lastIndexOf('\n') + 1) + 1;
  const details = { line, column };
  throw new Rejection('deployment', code, `${message} (line ${line}, column ${column})`, {
    details,
    problems: [{ code, message, details }],
  });
}
