import { Rejection } from '../../errors.ts';
import { inputProblem, inputText } from '../invalid-input.ts';

/** A cell as text; `formula`: it is calculated, and what it shows is not what it says. */
export interface Cell {
  readonly text: string;
  readonly formula: boolean;
}
/** Rows of a file from its first line on, with their numbers as the user sees them. */
export type Table = readonly { readonly line: number; readonly cells: readonly Cell[] }[];

export const MOST_COLUMNS = 60;
export const MOST_CELL = 2_000;

type Fault = 'fileUnreadable' | 'fileTooLarge' | 'fileEmpty' | 'columnUnknown' | 'columnMissing' | 'tooManyRows';

/** Rejection validation: the file as a whole cannot be used. */
export function fileFault(code: Fault, message: string, values: Readonly<Record<string, unknown>> = {}): Rejection {
  const text = inputText(code, 'file', values);
  return new Rejection('validation', code, message, {
    details: { ...values, reason: text },
    problems: [inputProblem(code, '/file', message, text)],
  });
}
