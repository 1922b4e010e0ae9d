/** The data a case begins with, checked by the form of its start event, as a task's data is by the task's form. */
import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import { stepFuel } from '../../engine/fuel.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import { validateForm } from '../../forms/validate-form.ts';
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
  const result = validateForm(form, given, { variable: () => undefined, now, fuel: stepFuel(services.limits.fuel) });
  if (result.ok) return result.value;
  throw new Rejection('validation', 'formInvalid', `Expected the data of form '${key}' to be complete and correct.`, {
    problems: result.problems,
  });
}

function startFormOf({ process }: ProcessModel, startEvent: string | undefined): string | undefined {
  const events = (process.scope?.starts ?? []).filter((node) => node.kind === 'startEvent');
  const chosen =
    startEvent === undefined
      ? (events.find((node) => node.triggers.length === 0) ?? events[0])
      : events.find((node) => node.id === startEvent);
  return chosen?.startForm;
}
