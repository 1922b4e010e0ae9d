/**
 * Two issued documents of one agency of which the second says something of the first (NĐ 30/2020 Điều 18): it must name its number and
 * date. Nothing is changed in the first: what was signed stays as it was signed.
 */
import { Rejection } from '../../errors.ts';
import type { NumberEntry } from '../../store/number-contract.ts';
import type { Services } from '../contract.ts';
import { invalidInput } from '../invalid-input.ts';
import type { NumberRef } from '../number-contract.ts';
import type { Acting } from '../rights/acting.ts';
import { namesDocument } from './names-document.ts';
import { numberFor } from './number-for.ts';

export interface Superseding {
  readonly amended: NumberEntry;
  readonly by: NumberEntry;
  readonly unitPath: string;
}

/** Throws notFound, forbidden; conflict `numberNotIssued`, `otherAgency`; validation `amendsItself`, `documentNotNamed`. */
export async function supersedingFor(
  services: Services,
  acting: Acting,
  input: NumberRef & { readonly by: NumberRef },
  action: 'amend' | 'recall',
): Promise<Superseding> {
  const [one, other] = [await numberFor(services, acting, input, action), await numberFor(services, acting, input.by, 'read')];
  const { entry: amended, register } = one;
  const { entry: by } = other;
  if (amended.register === by.register && amended.ordinal === by.ordinal)
    throw invalidInput('amendsItself', 'by', 'Expected another document.', 'amendsItself');
  for (const { number, state } of [amended, by])
    if (state !== 'used')
      throw new Rejection('conflict', 'numberNotIssued', `Expected number ${number} to be issued, but it is ${state}.`, {
        details: { number },
      });
  if (register.unitPath !== other.register.unitPath)
    throw new Rejection('conflict', 'otherAgency', `Expected ${by.number} to be of the agency that issued ${amended.number}.`);
  if (!namesDocument(by.subject ?? '', amended))
    throw invalidInput('documentNotNamed', 'by', `Expected ${by.number} to name ${amended.number} and its date.`, 'documentNotNamed', {
      number: amended.number,
      day: amended.day,
    });
  return { amended, by, unitPath: register.unitPath };
}
