import type { Problem } from '../errors.ts';
import { EVERYONE, isRole } from './roles.ts';
import type { Rule, RuleFile } from './rule.ts';
import { subjectDefinition } from './subjects.ts';

/** Roles that watch over modules; a module that could grant to them, or forbid them something, would watch itself. */
const RESERVED = ['sysadmin', 'auditor'];

/**
 * What a module's own rules may not say (design D14): it may grant and forbid only on subjects of its own procedures (the keys of the
 * processes that it brings), only ordinary acts, and only to roles it may know. A dropped-in module must never be a way to more power.
 */
export function checkModuleRules(moduleKey: string, procedures: readonly string[], files: readonly RuleFile[]): readonly Problem[] {
  return files.flatMap((file, i) => [
    ...checkRole(moduleKey, file.role, `/${i}/role`),
    ...file.rules.flatMap((rule, j) => checkRule({ moduleKey, procedures }, rule, `/${i}/rules/${j}`)),
  ]);
}

function checkRole(moduleKey: string, role: string, path: string): readonly Problem[] {
  const own = role.startsWith(`${moduleKey}.`);
  if (own || role === EVERYONE || (isRole(role) && !RESERVED.includes(role))) return [];
  return [problem('policies.moduleRole', path, `Module '${moduleKey}' may not have rules for the role '${role}'.`, { role })];
}

interface Own {
  readonly moduleKey: string;
  readonly procedures: readonly string[];
}

function checkRule({ moduleKey, procedures }: Own, { subject, actions, conditions }: Rule, path: string): readonly Problem[] {
  const allowed = subjectDefinition(subject).moduleActions;
  const foreign = actions.flatMap((action, i) =>
    allowed.includes(action)
      ? []
      : [
          problem('policies.moduleAction', `${path}/actions/${i}`, `Module '${moduleKey}' may not grant '${action}' on ${subject}.`, {
            action,
            subject,
          }),
        ],
  );
  if (isPinned(conditions?.['procedure'], procedures)) return foreign;
  const message = `Expected the rule to hold only where 'procedure' is of this module: ${procedures.join(', ')}.`;
  return [...foreign, problem('policies.moduleSubject', `${path}/conditions`, message, { procedures })];
}

function isPinned(condition: unknown, procedures: readonly string[]): boolean {
  const own = (key: unknown): boolean => typeof key === 'string' && procedures.includes(key);
  if (typeof condition !== 'object' || condition === null) return own(condition);
  if ('$eq' in condition) return own(condition.$eq);
  return '$in' in condition && Array.isArray(condition.$in) && condition.$in.length > 0 && condition.$in.every(own);
}

const problem = (code: string, path: string, message: string, details: Record<string, unknown>): Problem => ({
  code,
  path,
  message,
  details,
});
