import { requireForm } from '../../casework/require-form.ts';
import type { Services } from '../contract.ts';
import { pinForms } from './pin-forms.ts';

/** The version that is the latest now. Throws Rejection conflict `formNotDeployed`. */
export async function latestForm(services: Services, key: string): Promise<number> {
  const { [key]: version } = await pinForms(services, [key]);
  return requireForm(version, key);
}
