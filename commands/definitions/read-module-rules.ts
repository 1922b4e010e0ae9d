import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import { checkModuleRules } from '../../policies/check-module-rules.ts';
import { readRuleFile } from '../../policies/read-rule-file.ts';
import type { RuleFile } from '../../policies/rule.ts';

/**
 * `procedures`: keys of the processes that the module brings. Throws Rejection deployment `moduleRules` where a rule leaves its module,
 * validation `policies.ruleFileInvalid`.
 */
export function readModuleRules(module: string, procedures: readonly string[], rules: readonly Json[]): readonly RuleFile[] {
  const files = rules.map(readRuleFile);
  const problems = checkModuleRules(module, procedures, files);
  if (problems.length === 0) return files;
  throw new Rejection('deployment', 'moduleRules', `Expected the rules of module '${module}' to stay inside it.`, { problems });
}
