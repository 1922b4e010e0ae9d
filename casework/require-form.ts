import { Rejection } from '../errors.ts';

/** The form, or the version of it, that data is checked by. Throws Rejection conflict `formNotDeployed`: what nobody can check is not taken. */
export function requireForm<F>(form: F | undefined, key: string): F {
  if (form !== undefined) return form;
  throw new Rejection('conflict', 'formNotDeployed', `Expected form '${key}' to be deployed.`, { details: { form: key } });
}
