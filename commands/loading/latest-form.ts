import { Rejection } from '../../errors.ts';
import type { Services } from '../contract.ts';
import { pinForms } from './pin-forms.ts';

/** Throws Rejection conflict `formNotDeployed`: data of a form that nobody can check is not taken. */
export async function latestForm(services: Services, key: string): Promise<number> {
  const { [key]: version } = await pinForms(services, [key]);
  if (version !== undefined) return version;
  throw new Rejection('conflict', 'formNotDeployed', `Expected form '${key}' to be deployed.`, { details: { form: key } });
}
