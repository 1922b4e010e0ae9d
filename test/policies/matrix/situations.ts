/** Things as they stand to an actor who holds one role in `cuc.hanoi`: what the matrix of rights asks about, subject by subject. */
import type { PolicyActor } from '../../../policies/ability.ts';
import { subjectDefinition, type SubjectName } from '../../../policies/subjects.ts';

import { USUAL_CLASS } from '../../../policies/usual-class.ts';

export type Thing = Readonly<Record<string, unknown>>;
export type Situations = Readonly<Record<string, Thing>>;

export const ME: PolicyActor = { account: 'me', person: 'person-me', roles: [] };
const OWN = 'cuc.hanoi';

/** Where the thing lies, seen from the unit in which the role is held. */
const PLACES: Readonly<Record<string, string>> = { own: OWN, below: `${OWN}.phong_a`, sibling: 'cuc.hue', above: 'cuc' };

const mine = 'person-me';
const open = {
  procedure: 'p',
  state: 'open',
  assignee: null,
  candidateRoles: [],
  candidateUnits: [],
  candidatePersons: [],
  excludedPersons: [],
};
const field = { procedure: 'p', node: 'fill', form: 'f', field: 'a', within: ['a'], access: null };
const account = { unitPath: PLACES['below'], person: 'person-of-another', state: 'active', roles: ['officer'] };

/** What tells more than the place. `role`: the one that is held. */
const MORE: Readonly<Partial<Record<SubjectName, (role: string) => Situations>>> = {
  Case: () => ({
    mine: { unitPath: PLACES['sibling'], procedure: 'p', status: 'active', startedPerson: mine },
    aboutMe: { unitPath: PLACES['sibling'], procedure: 'p', status: 'active', parties: [mine] },
    workedOn: { unitPath: PLACES['sibling'], procedure: 'p', status: 'active', participants: [mine] },
    closed: { unitPath: OWN, procedure: 'p', status: 'completed' },
    aboutAccounts: { unitPath: OWN, procedure: 'account-approval', status: 'active' },
    stateSecret: { unitPath: OWN, procedure: 'p', status: 'active', confidentiality: 'secret' },
  }),
  Task: (role) => ({
    forMyRole: { ...open, unitPath: OWN, candidateRoles: [role] },
    forMyRoleElsewhere: { ...open, unitPath: PLACES['sibling'], candidateRoles: [role] },
    forMyUnit: { ...open, unitPath: PLACES['sibling'], candidateUnits: [OWN] },
    forMe: { ...open, unitPath: PLACES['sibling'], candidatePersons: [mine] },
    assignedToMe: { ...open, unitPath: PLACES['sibling'], assignee: mine },
    excluded: { ...open, unitPath: OWN, candidateRoles: [role], excludedPersons: [mine] },
    assignedButExcluded: { ...open, unitPath: OWN, assignee: mine, excludedPersons: [mine] },
    doneByMe: { ...open, unitPath: PLACES['sibling'], state: 'completed', assignee: mine, closedPerson: mine },
    sentToUs: { ...open, unitPath: PLACES['sibling'], mode: 'exchange', partner: OWN },
  }),
  FormField: () => ({
    leftToRules: { ...field, unitPath: OWN, access: 'byRule' },
    sensitive: { ...field, unitPath: OWN, confidentiality: 'sensitive', caseConfidentiality: 'secret' },
  }),
  Definition: (role) => ({
    inOwn: { procedure: 'p', starterRoles: ['nobody'], caseUnit: OWN },
    everywhere: { procedure: 'p', starterRoles: ['nobody'], caseUnit: 'cuc' },
    mineToStart: { procedure: 'p', starterRoles: [role], caseUnit: OWN },
    mineElsewhere: { procedure: 'p', starterRoles: [role], caseUnit: PLACES['sibling'] },
  }),
  Parameter: () => ({ any: { key: 'k', status: 'active' } }),
  Calendar: () => ({ any: { key: 'k', status: 'active' } }),
  Job: () => ({ productsOwn: { unitPath: OWN, procedure: 'p', topic: 'notify' } }),
  Message: () => ({ nowhere: { procedure: null, unitPath: null, name: 'm' } }),
  Account: () => ({
    myself: { ...account, person: mine },
    localAdmin: { ...account, roles: ['admin-local'] },
    departmentAdmin: { ...account, roles: ['admin-department'] },
  }),
  Delivery: (role) => ({
    sentToMyRole: { unitPath: OWN, procedure: 'p', recipients: [role] },
    sentToMyRoleElsewhere: { unitPath: PLACES['sibling'], procedure: 'p', recipients: [role] },
  }),
  Recall: (role) => ({
    recalledFromMyRole: { unitPath: PLACES['sibling'], recipientUnit: OWN, recipients: [role] },
    recalledFromMyRoleElsewhere: { unitPath: PLACES['sibling'], recipientUnit: PLACES['sibling'], recipients: [role] },
  }),
  SavedFilter: () => ({
    mine: { person: mine, unitPath: null },
    mineShared: { person: mine, unitPath: OWN },
    mineSharedElsewhere: { person: mine, unitPath: PLACES['sibling'] },
    ofAnother: { person: 'person-of-another', unitPath: null },
  }),
  Audit: () => ({
    aboutMe: { unitPath: OWN, procedure: 'p', person: mine },
    aboutAccounts: { unitPath: OWN, procedure: 'account-approval', person: 'person-of-another' },
  }),
};

export function situationsOf(subject: SubjectName, role: string): Situations {
  const { fields } = subjectDefinition(subject);
  const base: Thing = {
    ...('procedure' in fields && { procedure: 'p' }),
    ...('status' in fields && { status: 'active' }),
    ...('confidentiality' in fields && { confidentiality: USUAL_CLASS }),
    ...(subject === 'Task' && open),
    ...(subject === 'Account' && account),
  };
  const places = 'unitPath' in fields ? Object.entries(PLACES).map(([name, unitPath]) => [name, { ...base, unitPath }] as const) : [];
  return { ...Object.fromEntries(places), ...MORE[subject]?.(role) };
}
