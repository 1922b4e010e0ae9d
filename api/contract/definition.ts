import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, JsonValue, Key, Limit, OneOf, Text, Uuid } from './scalars.ts';

export const DefinitionKind = OneOf(['bpmn', 'dmn', 'form', 'catalogue']);

/** A version of a diagram, a decision table, a form or a catalogue. It never changes. */
export const Definition = component(
  'Definition',
  Type.Object(
    {
      id: Uuid,
      kind: DefinitionKind,
      key: Type.String(),
      version: Type.Integer(),
      deploymentId: Uuid,
      sha256: Type.String({ description: 'hex; also the ETag of its source' }),
      name: Type.String(),
      suspended: Type.Boolean(),
      createdAt: Instant,
      starterRoles: Type.Array(Type.String()),
      active: Type.Boolean({ description: 'false: deployed, but not yet in force for new cases' }),
    },
    closed,
  ),
);
export const DefinitionPage = pageOf('DefinitionPage', Definition);
export const DefinitionParams = Type.Object({ id: Uuid }, closed);
export const DefinitionQuery = Type.Object(
  {
    kind: Type.Optional(DefinitionKind),
    key: Type.Optional(Key),
    deployment: Type.Optional(Uuid),
    latest: Type.Boolean({ default: false, description: 'Only the highest active version of each key' }),
    limit: Limit,
    cursor: Type.Optional(Cursor),
  },
  closed,
);

export const StartFormQuery = Type.Object({ startEvent: Type.Optional(Key) }, closed);

/** A form as a person fills it in: its schema, the data it starts with, and the lists that its codes are checked by. */
export const FormView = component(
  'FormView',
  Type.Object(
    {
      key: Type.String(),
      version: Type.Integer(),
      schema: JsonValue,
      variables: Type.Record(Type.String(), JsonValue),
      masked: Type.Optional(Type.Array(Type.String(), { description: 'Places of values that the reader may not see' })),
      openedOn: Type.String({ format: 'date', description: 'The day on which codes must be valid, unless their field names another' }),
      catalogues: Type.Record(Type.String(), Type.Integer(), { description: 'Version of each catalogue, by its key' }),
    },
    closed,
  ),
);

export const MOST_RESOURCE_BYTES = 5 * 1024 * 1024;
/** JSON, or multipart/form-data with the fields `name` and `dryRun` and one part for each file. */
export const Deploy = Type.Object(
  {
    name: Text(300),
    resources: Type.Array(
      Type.Object({ name: Text(255), content: Type.String({ minLength: 1, maxLength: MOST_RESOURCE_BYTES }) }, closed),
      { minItems: 1, maxItems: 50 },
    ),
    dryRun: Type.Optional(Type.Boolean({ description: 'Report only: nothing is written' })),
  },
  closed,
);

const Bilingual = Type.Object({ vi: Type.String(), en: Type.String() }, closed);
export const DeployOutcome = component(
  'DeployOutcome',
  Type.Object(
    {
      deploymentId: Type.Optional(Uuid),
      definitions: Type.Array(
        Type.Object(
          {
            id: Type.Optional(Uuid),
            kind: DefinitionKind,
            key: Type.String(),
            version: Type.Optional(Type.Integer()),
            name: Type.String(),
            isNew: Type.Optional(Type.Boolean()),
            resource: Type.String(),
          },
          closed,
        ),
      ),
      warnings: Type.Array(
        Type.Object(
          {
            code: Type.String(),
            path: Type.Optional(Type.String()),
            message: Type.String(),
            remedy: Type.Optional(Type.String()),
            details: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
            resource: Type.String(),
            severity: OneOf(['error', 'warning']),
            text: Bilingual,
            remedyText: Type.Optional(Bilingual),
          },
          closed,
        ),
      ),
      mapping: Type.Array(
        Type.Object(
          {
            resource: Type.String(),
            element: Type.String(),
            source: Type.String(),
            value: Type.String(),
            target: Type.Optional(Type.String()),
            result: Type.Optional(Type.String()),
            reason: Type.String(),
            severity: OneOf(['info', 'warning', 'error']),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);
export const HeldCases = component('HeldCases', Type.Object({ cases: Type.Integer() }, closed));
