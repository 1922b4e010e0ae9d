import { isDeepStrictEqual } from 'node:util';
import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import type { Json } from '../../expressions/json.ts';
import type { CaseAt, CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { checkVariables } from '../check-variables.ts';
import { invalidInput } from '../invalid-input.ts';
import { authorizeCase } from '../rights/case-rights.ts';
import { requireWritable } from '../rights/require-writable.ts';
import { requireUninvolved } from './require-uninvolved.ts';
import { requireUnshared } from './require-unshared.ts';

const ROOT = 1;

/** A correction on a document of the competent body: the values before stay in the log beside the new ones, with reason and basis. */
export const correctVariables: CaseCommandOf<'correctVariables'> = {
  kind: 'case',
  by: 'person',
  whileSuspended: true,
  tasks: () => 'open',
  authorize(at) {
    authorizeCase(at, 'correctVariables');
    requireUninvolved(at);
  },
  async decide(at, { instance, variables, reason, basis }) {
    checkVariables(variables);
    const why = requireText(reason, 'reason');
    const document = requireText(basis.document, 'basis/document', 300);
    const authority = requireText(basis.authority, 'basis/authority', 300);
    if (!/^\d{4}-\d\d-\d\d$/.test(basis.date) || Number.isNaN(Date.parse(basis.date)))
      throw invalidInput('dateInvalid', 'basis/date', 'Expected an ISO date.', 'date');
    const before = valuesBefore(at, instance ?? ROOT, variables);
    await requireUnshared(at);
    await requireWritable(at, variables);
    const step = { type: 'setVariables', ...(instance !== undefined && { instance }), variables } as const;
    return { command: { ...step, reason: why, basis: { document, date: basis.date, authority }, before }, step, comment: why };
  },
};

/** Throws conflict `nothingToCorrect` when every value is there already. */
function valuesBefore({ loaded }: CaseAt, scope: number, variables: Variables): Readonly<Record<string, Json>> {
  const stored = loaded.variables[scope] ?? {};
  const before: Record<string, Json> = {};
  for (const name of Object.keys(variables)) if (Object.hasOwn(stored, name)) before[name] = stored[name] ?? null;
  if (isDeepStrictEqual(before, variables)) throw new Rejection('conflict', 'nothingToCorrect', 'Expected a value that differs.');
  return before;
}
