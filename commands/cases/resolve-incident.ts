import { can } from '../../policies/can.ts';
import type { CaseAt, CaseCommandOf } from '../case-command.ts';
import { optionalText } from '../check-text.ts';
import { checkVariables } from '../check-variables.ts';
import { requireWritable } from '../rights/require-writable.ts';
import { forbidden, notFound } from '../../casework/require-permission.ts';

/** Tries an element again that could not go on; with `variables`, after putting right what was missing. */
export const resolveIncident: CaseCommandOf<'resolveIncident'> = {
  kind: 'case',
  by: 'person',
  about: 'Incident',
  authorize: (at, { instance, variables }) => authorizeIncident(at, instance, variables ? 'resolve' : 'retry'),
  async decide(at, { instance, variables = {}, reason }) {
    checkVariables(variables);
    await requireWritable(at, variables);
    const why = optionalText(reason, 'reason');
    const step = { type: 'resolveIncident', instance, variables } as const;
    return { command: why === undefined ? step : { ...step, reason: why }, step, comment: why };
  },
};

function authorizeIncident({ loaded, ability }: CaseAt, instance: number, action: string): void {
  const { procedure, unitPath, confidentiality } = loaded.case;
  const incident = loaded.incidents.find((candidate) => candidate.instance === instance);
  const subject = { procedure, unitPath, confidentiality, kind: incident?.kind, node: incident?.node };
  if (!incident || !can(ability, 'read', 'Incident', subject).allowed) throw notFound('Incident');
  const permission = can(ability, action, 'Incident', subject);
  if (!permission.allowed) throw forbidden(permission, action, 'Incident');
}
