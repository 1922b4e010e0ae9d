import Type from 'typebox';
import { component } from './component.ts';
import { CaseStatus } from './task.ts';
import { closed, Instant, OneOf, Uuid } from './scalars.ts';

export const EndState = OneOf(['completed', 'terminated', 'cancelled']);
export const IncidentKind = OneOf([
  'expressionFailed',
  'noFlowTaken',
  'jobRetriesExhausted',
  'unhandledBpmnError',
  'stepLimit',
  'stateLimit',
  'decisionFailed',
]);

const stepFields = {
  caseId: Uuid,
  revision: Type.Integer({ description: 'The new revision, also the ETag' }),
  status: CaseStatus,
  endedHow: Type.Optional(EndState),
  opened: Type.Array(Type.Object({ instance: Type.Integer(), node: Type.String(), name: Type.String() }, closed), {
    description: 'User tasks that this step opened and left open',
  }),
  incidents: Type.Array(Type.Object({ instance: Type.Integer(), node: Type.String(), kind: IncidentKind, message: Type.String() }, closed)),
};
/** What a step did. */
export const StepOutcome = component('StepOutcome', Type.Object(stepFields, closed));
export const StartOutcome = component(
  'StartOutcome',
  Type.Object(
    {
      ...stepFields,
      code: Type.String(),
      title: Type.String(),
      definition: Uuid,
      duplicates: Type.Optional(
        Type.Array(
          Type.Object(
            { person: Type.String(), startedAt: Instant, caseId: Type.Optional(Uuid), code: Type.Optional(Type.String()) },
            closed,
          ),
          { description: 'Open cases of this procedure about the same persons; named only where the reader may see them' },
        ),
      ),
    },
    closed,
  ),
);

/** Why one item of many was refused. */
export const Refusal = component(
  'Refusal',
  Type.Object(
    {
      kind: Type.String(),
      code: Type.String(),
      message: Type.String(),
      problems: Type.Array(
        Type.Object(
          { code: Type.String(), path: Type.Optional(Type.String()), message: Type.String(), remedy: Type.Optional(Type.String()) },
          closed,
        ),
      ),
    },
    closed,
  ),
);
export const StepResult = component(
  'StepResult',
  Type.Union([
    Type.Object({ ok: Type.Literal(true), outcome: StepOutcome }, closed),
    Type.Object({ ok: Type.Literal(false), refusal: Refusal }, closed),
  ]),
);
