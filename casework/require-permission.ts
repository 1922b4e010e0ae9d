/** The order of refusals (design section 4): not visible is not there; visible but not allowed says why. */
import { Rejection } from '../errors.ts';
import type { Ability } from '../policies/ability.ts';
import { can, type Permission } from '../policies/can.ts';
import type { SubjectName } from '../policies/subjects.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Throws Rejection notFound `<subject>NotFound` when the actor may not even see it, forbidden with the rule's reason otherwise. */
export function requirePermission(ability: Ability, action: string, subject: SubjectName, object: Fields, visible = false): void {
  const permission = can(ability, action, subject, object);
  if (permission.allowed) return;
  if (!visible && !can(ability, 'read', subject, object).allowed) throw notFound(subject);
  throw forbidden(permission, action, subject);
}

export function notFound(subject: string): Rejection {
  const name = `${subject.charAt(0).toLowerCase()}${subject.slice(1)}`;
  return new Rejection('notFound', `${name}NotFound`, `Expected the ${name} to exist, but there is none that this actor can see.`);
}

export function forbidden(permission: Permission, action: string, subject: string): Rejection {
  const { code, rule, reason } = permission.allowed ? { code: 'forbidden.noRule', rule: undefined, reason: undefined } : permission;
  return new Rejection('forbidden', code, `Expected the right to ${action} ${subject}: ${reason?.en ?? ''}`.trim(), {
    details: { action, subject, ...(rule !== undefined && { rule }), ...(reason && { reason }) },
  });
}
