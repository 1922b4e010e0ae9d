/** A document cannot be masked: where it may say what is sensitive, it is given whole to who may read that for the stated purpose, or not. */
import { caseValues } from '../../commands/protection/case-values.ts';
import { forbidden } from '../../casework/require-permission.ts';
import { can } from '../../policies/can.ts';
import type { CaseDocument } from '../../store/signing-contract.ts';
import type { RouteRequest } from '../route.ts';
import type { ReadableCase } from '../routes/readable.ts';
import { recordLook } from './record-look.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now' | 'purpose'>;

/** Throws forbidden. */
export async function lookAtDocument(request: Request, found: ReadableCase, { key, id }: CaseDocument): Promise<void> {
  await lookAtFile(request, found, { what: `document ${key}`, document: id });
}

/** Throws forbidden. `scope`: what the access log says of it. */
export async function lookAtFile(request: Request, found: ReadableCase, scope: Readonly<Record<string, string>>): Promise<void> {
  if (!(await caseValues(request.services.commands, found))) return;
  const permission = can(found.ability, 'readSensitive', 'Case', { ...found.case, purpose: request.purpose ?? null });
  if (!permission.allowed) throw forbidden(permission, 'readSensitive', 'Case');
  await recordLook(request, { operation: 'readSensitive', subject: 'case', ids: [found.case.id], scope });
}
