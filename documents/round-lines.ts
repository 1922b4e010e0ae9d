/** Lists of a round: what a template asks of its lines. */
import type { DocumentTemplate } from './template.ts';

/** Name of the lines in the expressions of a template. */
export const LINES = 'roundLines';

const ASKED = new RegExp(`\\b${LINES}\\b`);
const VALUE = /\bvalues\.([A-Za-z_]\w*)/g;

/**
 * Names of the variables of lines that the expressions name; too many rather than too few. Undefined where the template has no lines:
 * nothing of any line is read for it.
 */
export function lineValues(template: DocumentTemplate): ReadonlySet<string> | undefined {
  const text = JSON.stringify(template);
  return ASKED.test(text) ? new Set([...text.matchAll(VALUE)].map(([, name = '']) => name)) : undefined;
}
