import { accepted, reader, type Reader } from '../law/shape.ts';
import { checkConditions } from './check-conditions.ts';
import { usesGrant } from './placeholders.ts';
import { EVERYONE } from './roles.ts';
import type { Rule, RuleFile } from './rule.ts';
import { isSubjectName, subjectDefinition, SUBJECT_NAMES } from './subjects.ts';

export const ROLE_PATTERN = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/;
export const RULE_ID_PATTERN = /^[a-z][A-Za-z0-9-]*$/;
const RULE_KEYS = ['id', 'effect', 'subject', 'actions', 'conditions', 'reason', 'citation'];

/** A rule file from JSON of unknown origin. Throws Rejection `policies.ruleFileInvalid` with every fault and its JSON pointer. */
export function readRuleFile(json: unknown): RuleFile {
  const read = reader();
  const from = read.object(json, '');
  read.known(from, '', ['role', 'rules']);
  const role = read.text(from, 'role', '', ROLE_PATTERN);
  if (!Array.isArray(from['rules'])) read.fault('/rules', 'policies.list', "Expected 'rules' to be a list.");
  const rules = (Array.isArray(from['rules']) ? from['rules'] : []).map((rule, i) => readRule(read, rule, `/rules/${i}`));
  rules.forEach((rule, i) => {
    if (rules.findIndex(({ id }) => id === rule.id) < i)
      read.fault(`/rules/${i}/id`, 'policies.duplicate', `'${rule.id}' is already taken.`);
    if (role !== EVERYONE && usesGrant(rule.conditions)) {
      read.fault(`/rules/${i}/conditions`, 'policies.grant', `Only the role '${EVERYONE}' speaks of grants; use \${units} here.`);
    }
  });
  return accepted({ role, rules }, 'policies.ruleFileInvalid', read);
}

function readRule(read: Reader, json: unknown, path: string): Rule {
  const from = read.object(json, path);
  read.known(from, path, RULE_KEYS);
  const subject = read.oneOf(from, 'subject', path, SUBJECT_NAMES);
  const effect = read.oneOf(from, 'effect', path, ['allow', 'deny']);
  const known = isSubjectName(from['subject']);
  return {
    id: read.text(from, 'id', path, RULE_ID_PATTERN),
    effect,
    subject,
    actions: readActions(read, known ? subjectDefinition(subject).actions : undefined, from['actions'], `${path}/actions`),
    ...(known && from['conditions'] !== undefined
      ? { conditions: checkConditions(read, subjectDefinition(subject), from['conditions'], `${path}/conditions`) }
      : {}),
    ...(effect === 'deny' || from['reason'] !== undefined ? { reason: readReason(read, from['reason'], `${path}/reason`) } : {}),
    ...(from['citation'] === undefined ? {} : { citation: read.text(from, 'citation', path) }),
  };
}

/** Without `known` the subject itself is at fault, and that has been said. */
function readActions(read: Reader, known: readonly string[] | undefined, value: unknown, path: string): readonly string[] {
  const actions: unknown[] = Array.isArray(value) ? value : [];
  if (actions.length === 0) read.fault(path, 'policies.list', 'Expected a list of actions.');
  actions.forEach((action, i) => {
    if (known && !known.includes(action as string)) {
      read.fault(`${path}/${i}`, 'policies.action', `The actions here are ${known.join(', ')}, not '${String(action)}'.`);
    }
  });
  return actions as readonly string[];
}

function readReason(read: Reader, value: unknown, path: string): { readonly vi: string; readonly en: string } {
  const from = read.object(value, path);
  return { vi: read.text(from, 'vi', path), en: read.text(from, 'en', path) };
}
