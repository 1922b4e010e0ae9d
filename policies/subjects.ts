/**
 * What rights are about: every subject, its fields, the actions on it, and which of those a procedure module may hand out.
 * A rule that names anything else is refused, so a misspelt right is a fault at deployment and never a silent gap.
 */

/** path: an ltree path of units; the lists are lists of text and of paths */
export type FieldType = 'text' | 'number' | 'path' | 'textList' | 'pathList';

export interface SubjectDefinition {
  readonly fields: Readonly<Record<string, FieldType>>;
  readonly actions: readonly string[];
  /** actions that a module's own rules may grant, on subjects of its own procedure only */
  readonly moduleActions: readonly string[];
}

export const SUBJECTS = {
  /**
   * `parties`: persons the case is about; `participants`: persons who have or had one of its tasks; `confidentiality`: class of data of
   * the case as a whole (forms/form.ts); `purpose`: that the reader states
   */
  Case: {
    fields: {
      procedure: 'text',
      unitPath: 'path',
      status: 'text',
      startedBy: 'text',
      startedPerson: 'text',
      parties: 'textList',
      participants: 'textList',
      confidentiality: 'text',
      purpose: 'text',
    },
    actions: [
      'read',
      'readSensitive',
      'export',
      'renewLookupCode',
      'comment',
      'cancel',
      'suspend',
      'resume',
      'moveToken',
      'migrate',
      'setVariables',
      'correctVariables',
      'linkPersons',
      'manageLines',
      'proposeDestruction',
      'decideDestruction',
    ],
    moduleActions: ['read', 'comment', 'cancel', 'linkPersons', 'manageLines'],
  },
  /**
   * `seal`: to put the agency's seal where a task asks for it; `assignee`: an account or a person; `partner`: unit of the agency in
   * whose system the work is done, which may `answer` it;
   * `confidentiality`: class of its case
   */
  Task: {
    fields: {
      procedure: 'text',
      node: 'text',
      unitPath: 'path',
      state: 'text',
      assignee: 'text',
      candidateRoles: 'textList',
      candidateUnits: 'pathList',
      candidatePersons: 'textList',
      excludedPersons: 'textList',
      closedPerson: 'text',
      priority: 'number',
      mode: 'text',
      partner: 'path',
      confidentiality: 'text',
    },
    actions: ['read', 'claim', 'unclaim', 'assign', 'complete', 'return', 'recall', 'addCompanion', 'changeDueDate', 'answer', 'seal'],
    moduleActions: ['read', 'claim', 'unclaim', 'assign', 'complete', 'return', 'recall', 'addCompanion', 'seal'],
  },
  /**
   * A field of a form of a procedure. `field`: its place, dotted, `[]` after a list; `within`: that place and those of the groups and
   * lists around it; `node`: the task whose form it is, none for the form that a case begins with; `confidentiality`: its class, and
   * `caseConfidentiality` that of the case; `access`: `byRule` where the form leaves it to who is named by a rule
   */
  FormField: {
    fields: {
      procedure: 'text',
      unitPath: 'path',
      node: 'text',
      form: 'text',
      field: 'text',
      within: 'textList',
      confidentiality: 'text',
      caseConfidentiality: 'text',
      access: 'text',
    },
    actions: ['read', 'write'],
    moduleActions: ['read', 'write'],
  },
  /** `caseUnit`: the unit in which a case is about to be started; of other acts than that, the root, which a version serves */
  Definition: {
    fields: { procedure: 'text', starterRoles: 'textList', caseUnit: 'path' },
    actions: ['read', 'deploy', 'start', 'suspend', 'resume'],
    moduleActions: ['read', 'start'],
  },
  /** of the register of persons that cases are about; `unitPath`: the unit that keeps the person's file */
  Person: {
    fields: { kind: 'text', unitPath: 'path', purpose: 'text' },
    actions: ['read', 'readSensitive', 'export', 'register', 'change', 'reportEvent'],
    moduleActions: [],
  },
  Incident: {
    fields: { procedure: 'text', unitPath: 'path', kind: 'text', node: 'text', confidentiality: 'text' },
    actions: ['read', 'resolve', 'retry'],
    moduleActions: ['read'],
  },
  /** `work`: a machine outside takes jobs and answers for them */
  Job: {
    fields: { procedure: 'text', unitPath: 'path', topic: 'text' },
    actions: ['read', 'retry', 'suspend', 'resume', 'work'],
    moduleActions: ['work'],
  },
  Message: {
    fields: { procedure: 'text', unitPath: 'path', name: 'text' },
    actions: ['correlate', 'broadcast'],
    moduleActions: ['correlate'],
  },
  Parameter: { fields: { key: 'text', status: 'text' }, actions: ['read', 'propose', 'activate'], moduleActions: [] },
  Calendar: { fields: { key: 'text', status: 'text' }, actions: ['read', 'propose', 'activate'], moduleActions: [] },
  /** `roles`: the roles the account holds */
  Account: {
    fields: { account: 'text', person: 'text', unitPath: 'path', state: 'text', roles: 'textList' },
    actions: [
      'read',
      'propose',
      'create',
      'change',
      'grant',
      'lock',
      'revoke',
      'emergencySuspend',
      'enrolSecondFactor',
      'endSessions',
      'issuePassword',
    ],
    moduleActions: [],
  },
  /** a document on its way to `recipients` in `recipientUnit`; `confirm`: the recipient has it; `record`: a clerk enters its receipt */
  Delivery: {
    fields: { procedure: 'text', unitPath: 'path', recipientUnit: 'path', recipients: 'textList' },
    actions: ['read', 'confirm', 'record'],
    moduleActions: ['read', 'confirm', 'record'],
  },
  /** numbers of an agency's documents; `amend`: one document corrects or replaces another, `recall`: an issued one is taken back */
  NumberRegister: {
    fields: { unitPath: 'path', series: 'text' },
    actions: ['read', 'reserve', 'use', 'void', 'amend', 'recall', 'export'],
    moduleActions: [],
  },
  /** a recalled document at one of its receivers; `confirm`: the receiver has destroyed it; `record`: a clerk enters that */
  Recall: {
    fields: { unitPath: 'path', recipientUnit: 'path', recipients: 'textList' },
    actions: ['read', 'confirm', 'record'],
    moduleActions: [],
  },
  /** images of signatures and seals; `unitPath`: of the agency, or the person's own */
  SigningImage: { fields: { unitPath: 'path' }, actions: ['read', 'propose', 'decide'], moduleActions: [] },
  /** how work reaches the roles of units; `mode`: as it is to be */
  Binding: { fields: { role: 'text', agencyType: 'text', unitPath: 'path', mode: 'text' }, actions: ['read', 'change'], moduleActions: [] },
  /** absence cover: `absent` and `substitute` are persons, `unitPath` is the absent one's unit */
  Substitution: {
    fields: { absent: 'text', substitute: 'text', unitPath: 'path' },
    actions: ['read', 'appoint', 'end'],
    moduleActions: [],
  },
  /** the tree of units; `propose`: to look at what a change would do. What changes it is a case */
  Unit: { fields: { unitPath: 'path' }, actions: ['read', 'propose'], moduleActions: [] },
  /** counts of cases without names */
  Statistics: { fields: { procedure: 'text', unitPath: 'path' }, actions: ['read'], moduleActions: [] },
  /** filters of a list under a name; `person`: whose they are, `unitPath`: with whom they are shared, none for their owner's alone */
  SavedFilter: { fields: { person: 'text', unitPath: 'path' }, actions: ['read', 'save', 'share', 'remove'], moduleActions: [] },
  Audit: {
    fields: { procedure: 'text', unitPath: 'path', person: 'text' },
    actions: ['read', 'verify', 'export'],
    moduleActions: [],
  },
} as const satisfies Record<string, SubjectDefinition>;

export type SubjectName = keyof typeof SUBJECTS;
export const SUBJECT_NAMES = Object.keys(SUBJECTS) as readonly SubjectName[];

export const subjectDefinition = (name: SubjectName): SubjectDefinition => SUBJECTS[name];
export const isSubjectName = (name: unknown): name is SubjectName => typeof name === 'string' && Object.hasOwn(SUBJECTS, name);
