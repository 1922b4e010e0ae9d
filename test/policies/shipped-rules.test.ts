import test from 'ava';
import { can } from '../../policies/can.ts';
import { EVERYONE, PRODUCT_ROLES, REGISTRY_ROLES, ROLES } from '../../policies/roles.ts';
import { SHIPPED_RULES } from '../../policies/shipped-rules.ts';
import { openTask, shipped, under } from './actors.ts';

const at = (role: string, unitPath = 'cuc.hanoi') => ({ role, unitPath });
const ACTS = ['claim', 'assign', 'complete', 'return', 'addCompanion', 'changeDueDate'];

test('there is one rule file for each role of the product and each registry, and one for everyone', (t) => {
  t.deepEqual(
    SHIPPED_RULES.map(({ role }) => role).toSorted((a, b) => (a < b ? -1 : 1)),
    [...new Set([...PRODUCT_ROLES.map(({ key }) => key), ...REGISTRY_ROLES]), EVERYONE].toSorted((a, b) => (a < b ? -1 : 1)),
  );
});

test('an account without a role may see its own things only', (t) => {
  const nobody = shipped({});
  t.false(can(nobody, 'read', 'Case', { unitPath: 'cuc' }).allowed);
  t.false(can(nobody, 'claim', 'Task', openTask).allowed);
  t.true(can(nobody, 'read', 'Case', { startedPerson: 'p1' }).allowed);
  t.true(can(nobody, 'read', 'Case', { parties: ['p9', 'p1'] }).allowed);
});

test('a refusal without a rule says so in both languages', (t) => {
  const refusal = can(shipped({}), 'deploy', 'Definition', {});
  t.like(refusal, { allowed: false, code: 'forbidden.noRule' });
  t.true(!refusal.allowed && refusal.reason.vi.length > 0 && refusal.reason.en.length > 0);
});

test('a candidate of the role and unit may claim, the unit below its own included', (t) => {
  t.true(can(shipped({ roles: [at('manager')] }), 'claim', 'Task', openTask).allowed);
  t.true(can(shipped({ roles: [at('manager', 'cuc')] }), 'claim', 'Task', openTask).allowed);
  t.false(can(shipped({ roles: [at('manager', 'cuc.hue')] }), 'claim', 'Task', openTask).allowed);
  t.false(can(shipped({ roles: [at('officer')] }), 'claim', 'Task', openTask).allowed);
});

test('a role does not count in a unit where another role was granted', (t) => {
  const mixed = shipped({ roles: [at('manager', 'cuc.hue'), at('officer', 'cuc.hanoi')] });
  t.false(can(mixed, 'claim', 'Task', openTask).allowed);
  t.false(can(mixed, 'read', 'Case', { unitPath: 'cuc.hanoi' }).allowed);
  t.true(can(mixed, 'read', 'Case', { unitPath: 'cuc.hue.phong_b' }).allowed);
});

test('a unit whose name only begins alike is another unit', (t) => {
  const ability = shipped({ roles: [at('manager')] });
  t.false(can(ability, 'read', 'Case', { unitPath: 'cuc.hanoi_b' }).allowed);
  t.false(can(ability, 'claim', 'Task', { ...openTask, candidateUnits: ['cuc.hanoi2'] }).allowed);
});

test('a rule about a person says nothing about an actor without one', (t) => {
  const rule = { effect: 'allow', subject: 'Task', actions: ['read'], conditions: { assignee: { $ne: '${person}' } } } as const;
  t.true(can(under([rule]), 'read', 'Task', openTask).allowed);
  t.false(can(under([rule], { person: undefined }), 'read', 'Task', openTask).allowed);
});

test('candidate units replace the unit of the case', (t) => {
  const task = { ...openTask, candidateUnits: ['cuc.hue'] };
  t.false(can(shipped({ roles: [at('manager')] }), 'claim', 'Task', task).allowed);
  t.true(can(shipped({ roles: [at('manager', 'cuc.hue')] }), 'claim', 'Task', task).allowed);
});

test('a task that names a person is for that person, and for whoever acts on its behalf', (t) => {
  const task = { ...openTask, candidateRoles: [], candidatePersons: ['p7'] };
  t.false(can(shipped({}), 'claim', 'Task', task).allowed);
  t.true(can(shipped({ person: 'p7' }), 'claim', 'Task', task).allowed);
  t.true(can(shipped({ onBehalfOf: 'p7' }), 'claim', 'Task', task).allowed);
});

test('a task is completed by its assignee, whether named by account or by person', (t) => {
  for (const assignee of ['a1', 'p1']) t.true(can(shipped({}), 'complete', 'Task', { ...openTask, assignee }).allowed);
  t.false(can(shipped({}), 'complete', 'Task', { ...openTask, assignee: 'p2' }).allowed);
  t.false(can(shipped({}), 'complete', 'Task', { ...openTask, assignee: 'a1', state: 'completed' }).allowed);
  t.false(can(shipped({ person: undefined }), 'complete', 'Task', openTask).allowed);
});

for (const [who, actor] of Object.entries({ person: { person: 'p1' }, 'absent person': { person: 'p2', onBehalfOf: 'p1' } })) {
  test(`separation of duties: an excluded ${who} may not act, however many roles allow it`, (t) => {
    const ability = shipped({ ...actor, roles: [at('manager', 'cuc'), at('officer', 'cuc')] });
    const task = { ...openTask, assignee: 'a1', excludedPersons: ['p0', 'p1'] };
    for (const action of ACTS) t.like(can(ability, action, 'Task', task), { allowed: false, rule: 'separationOfDuties' }, action);
    t.true(can(ability, 'read', 'Task', task).allowed);
    t.true(can(ability, 'unclaim', 'Task', task).allowed);
    t.true(can(ability, 'complete', 'Task', { ...task, excludedPersons: ['p0'] }).allowed);
  });
}

test('a system administrator repairs cases but never does business, whatever other roles it holds', (t) => {
  const ability = shipped({ roles: [at('sysadmin', 'cuc'), at('manager', 'cuc')] });
  for (const action of ['moveToken', 'migrate', 'suspend']) t.true(can(ability, action, 'Case', { unitPath: 'cuc.hanoi' }).allowed, action);
  for (const action of ['resolve', 'retry']) t.true(can(ability, action, 'Incident', { unitPath: 'cuc.hanoi' }).allowed, action);
  for (const action of [...ACTS, 'recall']) {
    const task = { ...openTask, assignee: 'a1', closedPerson: 'p1' };
    t.like(can(ability, action, 'Task', task), { allowed: false, rule: 'neverBusiness' }, action);
  }
});

test('a local administrator proposes within its agency, and makes nothing effective', (t) => {
  const ability = shipped({ roles: [at('admin-local')] });
  const account = { person: 'p9', unitPath: 'cuc.hanoi.phong_a', roles: ['officer'] };
  t.true(can(ability, 'propose', 'Account', account).allowed);
  t.false(can(ability, 'propose', 'Account', { ...account, unitPath: 'cuc.hue' }).allowed);
  t.like(can(ability, 'propose', 'Account', { ...account, roles: ['admin-department'] }), { rule: 'noProposalOnHigherAdmins' });
  for (const action of ['create', 'change', 'grant', 'lock', 'revoke']) t.false(can(ability, action, 'Account', account).allowed, action);
});

test('a department administrator changes local administrators directly, department administrators only by approval', (t) => {
  const ability = shipped({ roles: [at('admin-department', 'cuc')] });
  const account = { person: 'p9', unitPath: 'cuc.hanoi', roles: ['admin-local'] };
  t.true(can(ability, 'lock', 'Account', account).allowed);
  t.true(can(ability, 'emergencySuspend', 'Account', { ...account, roles: ['officer'] }).allowed);
  t.false(can(ability, 'lock', 'Account', { ...account, roles: ['officer'] }).allowed);
  t.like(can(ability, 'lock', 'Account', { ...account, roles: ['admin-local', 'admin-department'] }), { rule: 'notAmongDepartmentAdmins' });
});

test('nobody changes their own account, nor one of the person they act for', (t) => {
  const roles = [at('admin-department', 'cuc'), at('admin-local', 'cuc')];
  const account = { unitPath: 'cuc.hanoi', roles: ['admin-local'] };
  for (const action of ['propose', 'lock', 'grant', 'emergencySuspend']) {
    t.like(can(shipped({ roles }), action, 'Account', { ...account, person: 'p1' }), { rule: 'notMyOwnAccount' }, action);
    t.like(can(shipped({ roles, onBehalfOf: 'p2' }), action, 'Account', { ...account, person: 'p2' }), { rule: 'notMyOwnAccount' }, action);
  }
});

test('a procedure is started by the roles that it names, in their own units', (t) => {
  const ability = shipped({ roles: [at('admin-local')] });
  const start = { procedure: 'account-approval', starterRoles: ['admin-local'], caseUnit: 'cuc.hanoi' };
  t.true(can(ability, 'start', 'Definition', start).allowed);
  t.false(can(ability, 'start', 'Definition', { ...start, caseUnit: 'cuc' }).allowed);
  t.false(can(ability, 'start', 'Definition', { ...start, caseUnit: null }).allowed);
  t.true(can(ability, 'read', 'Definition', { ...start, caseUnit: null }).allowed);
  t.false(can(ability, 'read', 'Definition', { ...start, starterRoles: ['officer'] }).allowed);
  t.false(can(ability, 'start', 'Definition', { ...start, starterRoles: [] }).allowed);
});

test('a module role is a candidate like any other', (t) => {
  const task = { ...openTask, candidateRoles: ['hoan.thu-ky'] };
  t.true(can(shipped({ roles: [at('hoan.thu-ky')] }), 'claim', 'Task', task).allowed);
});

test('an auditor sees everything in its units and does nothing', (t) => {
  const ability = shipped({ roles: [at('auditor', 'cuc')] });
  t.true(can(ability, 'read', 'Task', openTask).allowed);
  t.true(can(ability, 'export', 'Audit', { unitPath: 'cuc.hanoi' }).allowed);
  for (const action of ACTS) t.false(can(ability, action, 'Task', openTask).allowed, action);
});

test('without a thing the question is whether there may be one', (t) => {
  t.true(can(shipped({ roles: [at('manager')] }), 'assign', 'Task').allowed);
  t.false(can(shipped({ roles: [at('sysadmin'), at('manager')] }), 'assign', 'Task').allowed);
  t.false(can(shipped({}), 'assign', 'Task').allowed);
});

test('a grant without a valid unit path is a defect, not a grant for everything', (t) => {
  for (const unitPath of ['', 'a..b', 'cuc.', 'cuc.*'])
    t.throws(() => shipped({ roles: [at('manager', unitPath)] }), { name: 'Invariant' });
});

test('a data steward corrects the data of cases below it, but never of requests about accounts', (t) => {
  const may = (action: string, fields: Readonly<Record<string, unknown>>, unit = 'cuc') =>
    can(shipped({ roles: [at('data-steward', unit)] }), action, 'Case', { procedure: 'petition', unitPath: 'cuc.hanoi', ...fields });
  for (const action of ['read', 'setVariables']) {
    t.true(may(action, {}).allowed, action);
    t.false(may(action, {}, 'cuc.hue').allowed, action);
    for (const procedure of ['account-approval', 'account-emergency-suspension']) t.false(may(action, { procedure }).allowed, procedure);
  }
  t.like(may('setVariables', { procedure: 'account-approval' }), { rule: 'neverAccountRequests' });
  for (const action of ['comment', 'cancel', 'suspend', 'moveToken', 'migrate']) t.false(may(action, {}).allowed, action);
  for (const action of ACTS) t.false(can(shipped({ roles: [at('data-steward', 'cuc')] }), action, 'Task', openTask).allowed, action);
});

test('whoever is no data steward corrects nothing, and administrators of accounts read no case but those about accounts', (t) => {
  const subject = { procedure: 'petition', unitPath: 'cuc.hanoi' };
  for (const { key } of ROLES.filter((role) => role.key !== 'data-steward'))
    t.false(can(shipped({ roles: [at(key, 'cuc')] }), 'setVariables', 'Case', subject).allowed, key);
  for (const role of ['admin-department', 'admin-local']) {
    const ability = shipped({ roles: [at(role, 'cuc')] });
    t.false(can(ability, 'read', 'Case', subject).allowed, role);
    t.true(can(ability, 'read', 'Case', { ...subject, procedure: 'account-approval' }).allowed, role);
  }
});
