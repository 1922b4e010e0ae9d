/** The data a case begins with, checked by the form of its start event, as a task's data is by the task's form. */
import { checkFormData } from '../../casework/check-form-data.ts';
import { startFormOf } from '../../casework/start-rights.ts';
import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import { stepFuel } from '../../engine/fuel.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import type { Services } from '../contract.ts';
import { loadForm } from '../loading/load-form.ts';
import { pinForms } from '../loading/pin-forms.ts';

/** Typed variables, only those that the form asks for; what was given, where the start event names no form. */
export async function checkStartForm(
  services: Services,
  model: ProcessModel,
  startEvent: string | undefined,
  given: Variables,
  now: string,
): Promise<Variables> {
  const key = startFormOf(model, startEvent);
  if (key === undefined) return given;
  const { [key]: version } = await pinForms(services, [key]);
  if (version === undefined)
    throw new Rejection('conflict', 'formNotDeployed', `Expected form '${key}' to be deployed.`, { details: { form: key } });
  const form = await loadForm(services, key, version);
  return checkFormData(form, key, given, { variable: () => undefined, now, fuel: stepFuel(services.limits.fuel) });
}
