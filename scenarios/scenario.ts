/**
 * A scenario: a case as it must go, in the words of its procedure. The format is explained, with an annotated example, in
 * docs/modules.md. Schemas here are what `read-scenario.ts` checks against, and the types that the runner works with.
 */
import Type, { type Static, type TSchema } from 'typebox';
import type { Json } from '../expressions/json.ts';

const Strict = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });
const Optional = Type.Optional;
const Bilingual = Type.Object({ vi: Text, en: Text }, Strict);
const Any = Type.Unsafe<Json>({});
const Data = Type.Unsafe<Readonly<Record<string, Json>>>({ type: 'object' });
const TextOrTexts = Type.Union([Text, Type.Array(Text)]);
/** `note`: what the step is about, in Vietnamese */
const step = <P extends Record<string, TSchema>>(properties: P) => Type.Object({ ...properties, note: Optional(Text) }, Strict);

const OpenTask = Type.Object(
  {
    task: Text,
    role: Optional(TextOrTexts),
    unit: Optional(TextOrTexts),
    person: Optional(TextOrTexts),
    assignee: Optional(Text),
    excluded: Optional(Type.Array(Text)),
    due: Optional(Type.Union([Text, Type.Null()])),
    /** key of the term of the register that it was counted with */
    term: Optional(Text),
    outcomes: Optional(Type.Array(Text)),
    form: Optional(Type.Union([Text, Type.Null()])),
    priority: Optional(Type.Number()),
    count: Optional(Type.Integer({ minimum: 1 })),
  },
  Strict,
);
const Notice = Type.Object({ notice: Text, to: Optional(Type.Array(Text)), data: Optional(Data) }, Strict);
const Effect = Type.Object({ effect: Text, with: Optional(Any) }, Strict);
const Sent = Type.Object({ message: Text, key: Optional(Text), data: Optional(Data) }, Strict);
const Produced = Type.Object({ document: Text, times: Type.Integer({ minimum: 1 }) }, Strict);
const Signature = Type.Object(
  {
    document: Text,
    capacity: Optional(Text),
    level: Optional(Text),
    kind: Optional(Text),
    order: Optional(Type.Number()),
    by: Optional(Text),
  },
  Strict,
);

/** What somebody does, or what happens. */
export const ACTS = {
  complete: step({
    complete: Text,
    by: Text,
    outcome: Optional(Text),
    data: Optional(Data),
    reason: Optional(Type.String()),
    loop: Optional(Type.Integer({ minimum: 1 })),
  }),
  claim: step({ claim: Text, by: Text, loop: Optional(Type.Integer({ minimum: 1 })) }),
  assign: step({ assign: Text, to: Text, by: Text, loop: Optional(Type.Integer({ minimum: 1 })) }),
  start: step({ start: Type.Object({ variables: Optional(Data), unit: Optional(Text) }, Strict), by: Text }),
  return: step({ return: Text, to: Text, by: Text, reason: Text, loop: Optional(Type.Integer({ minimum: 1 })) }),
  raise: step({ raise: Text, error: Text, by: Text, data: Optional(Data), loop: Optional(Type.Integer({ minimum: 1 })) }),
  vote: step({
    vote: Text,
    by: Text,
    choice: Text,
    member: Optional(Text),
    minutes: Optional(Text),
    reason: Optional(Text),
    loop: Optional(Type.Integer({ minimum: 1 })),
  }),
  enable: step({ enable: Text, by: Text }),
  finish: step({ finish: Text, by: Text }),
  at: step({ at: Text }),
  message: step({ message: Text, key: Optional(Text), data: Optional(Data), by: Optional(Text) }),
  signal: step({ signal: Text, data: Optional(Data), by: Optional(Text) }),
  job: step({ job: Text, result: Optional(Data), node: Optional(Text), input: Optional(Any) }),
  jobError: step({ jobError: Text, code: Text, node: Optional(Text), data: Optional(Data) }),
  effectRefused: step({ effectRefused: Text, code: Text }),
  jobFailed: step({ jobFailed: Text, node: Optional(Text) }),
} as const;

/** What must be so. */
export const CHECKS = {
  open: step({ open: Type.Array(Type.Union([Text, OpenTask])) }),
  values: step({ values: Type.Record(Type.String(), Any), in: Optional(Text) }),
  decided: step({ decided: Type.Record(Type.String(), Type.Array(Any)) }),
  documents: step({ documents: Type.Array(Type.Union([Text, Produced])) }),
  signed: step({ signed: Type.Array(Signature) }),
  notified: step({ notified: Type.Array(Type.Union([Text, Notice])) }),
  applied: step({ applied: Type.Array(Type.Union([Text, Effect])) }),
  sent: step({ sent: Type.Array(Type.Union([Text, Sent])) }),
  incident: step({ incident: Text, kind: Optional(Text) }),
  ended: step({ ended: TextOrTexts }),
} as const;

/** What the tables, forms and terms of a module answer, without a case. */
export const PROBES = {
  decide: step({ decide: Text, input: Data, gives: Any, rules: Optional(Type.Array(Text)) }),
  form: step({
    form: Text,
    data: Data,
    case: Optional(Data),
    outcome: Optional(Text),
    problems: Optional(Type.Array(Text)),
    gives: Optional(Data),
  }),
  deadline: step({ deadline: Text, from: Text, due: Text, asOf: Optional(Text), calendar: Optional(Text) }),
} as const;

export type ActName = keyof typeof ACTS;
export type CheckName = keyof typeof CHECKS;
export type ProbeName = keyof typeof PROBES;
export type StepOf<K extends ActName | CheckName | ProbeName> = K extends ActName
  ? Static<(typeof ACTS)[K]>
  : K extends CheckName
    ? Static<(typeof CHECKS)[K]>
    : K extends ProbeName
      ? Static<(typeof PROBES)[K]>
      : never;

export type Act = { [K in ActName]: { readonly kind: K; readonly step: StepOf<K> } }[ActName];
export type Check = { [K in CheckName]: { readonly kind: K; readonly step: StepOf<K> } }[CheckName];
export type Probe = { [K in ProbeName]: { readonly kind: K; readonly step: StepOf<K> } }[ProbeName];
/** An act that the product must refuse: with this code, and of a form with problems at exactly these JSON pointers. */
export interface Refused {
  readonly kind: 'refused';
  readonly act: Act;
  readonly code: string;
  readonly problems?: readonly string[];
}
export type Step = (Act | Check | Probe | Refused) & { readonly note?: string };

const Person = Type.Object({ roles: Type.Array(Text, { minItems: 1 }), unit: Text, person: Optional(Text) }, Strict);
export type ScenarioPerson = Static<typeof Person>;

const Mode = Type.Union([Type.Literal('internal'), Type.Literal('exchange'), Type.Literal('paper')]);

export const ScenarioHead = Type.Object(
  {
    name: Bilingual,
    covers: Type.Array(Text),
    /** without one: only probes */
    procedure: Optional(Text),
    at: Text,
    people: Optional(Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), Person)),
    starter: Optional(Text),
    unit: Optional(Text),
    startEvent: Optional(Text),
    variables: Optional(Data),
    /** by role: where its work is done; here where it is not named */
    bindings: Optional(Type.Record(Text, Mode)),
    steps: Type.Array(Type.Unknown(), { minItems: 1 }),
  },
  Strict,
);

export interface Scenario extends Omit<Static<typeof ScenarioHead>, 'steps' | 'people'> {
  readonly people: Readonly<Record<string, ScenarioPerson>>;
  readonly steps: readonly Step[];
}
