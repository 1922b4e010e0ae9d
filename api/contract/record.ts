/** The record of what people did: steps, acts of administration, changes of accounts, accesses; and its signed checkpoints. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, Instant, JsonValue, Key, Limit, OneOf, Reason, Text, Uuid } from './scalars.ts';

const text = Type.String();
export const RecordEntry = component(
  'RecordEntry',
  Type.Object(
    {
      position: Type.Integer({ description: 'Its place in the sealed record' }),
      at: Instant,
      source: text,
      key: Type.String({ description: 'Names it within its source' }),
      account: text,
      person: Type.Optional(text),
      onBehalfOf: Type.Optional(text),
      caseId: Type.Optional(Uuid),
      caseCode: Type.Optional(text),
      act: text,
      address: Type.Optional(text),
      procedure: Type.Optional(text),
      unitPath: Type.Optional(text),
      reason: Type.Optional(text),
      purpose: Type.Optional(text),
      approver: Type.Optional(text),
      subject: Type.Optional(Type.String({ description: 'What it was done to, where that is no case: an account, a procedure, a number' })),
      ids: Type.Optional(Type.Array(text, { description: 'Of an access: what was given' })),
      scope: Type.Optional(JsonValue),
    },
    closed,
  ),
);
export const RecordPage = pageOf('RecordPage', RecordEntry);

const filters = {
  source: Type.Optional(OneOf(['step', 'act', 'account', 'access'])),
  person: Type.Optional(Text(200)),
  account: Type.Optional(Key),
  onBehalfOf: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'The person for whom somebody else acted' })),
  caseId: Type.Optional(Uuid),
  act: Type.Optional(Key),
  address: Type.Optional(Text(100)),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
};
export const RecordQuery = Type.Object({ ...filters, limit: Limit, cursor: Type.Optional(Cursor) }, closed);
export const RecordExportQuery = Type.Object(
  {
    ...filters,
    purpose: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'What the export is for; kept on the access log' }),
    cursor: Type.Optional(Cursor),
  },
  closed,
);

export const Checkpoint = component(
  'Checkpoint',
  Type.Object(
    {
      number: Type.Integer(),
      statement: Type.String({ description: 'What is signed: JSON text' }),
      algorithm: text,
      publicKey: Type.String({ description: 'PEM' }),
      signature: Type.String({ description: 'base64' }),
      token: Type.Optional(Type.String({ description: 'RFC 3161 time stamp over the signature, base64; absent while it is pending' })),
    },
    closed,
  ),
);
export const CheckpointPage = pageOf('CheckpointPage', Checkpoint);

const Count = Type.Integer({ minimum: 0 });
/** How far the record is sealed and signed, and what its last verification said. */
export const RecordState = component(
  'RecordState',
  Type.Object(
    {
      sealed: Type.Optional(Type.Object({ entries: Count, at: Instant }, { ...closed, description: 'Up to which entry, and when' })),
      unsealed: Type.Object(
        {
          rows: Count,
          more: Type.Boolean({ description: 'There are more than that' }),
          oldest: Type.Optional(Instant),
        },
        closed,
      ),
      checkpoint: Type.Optional(
        Type.Object(
          {
            number: Type.Integer(),
            at: Instant,
            entries: Count,
            keyId: Type.String({ description: 'SHA-256 of its public key, hex' }),
            holds: Type.Boolean({ description: 'Its signature holds and names the batch as it is sealed' }),
            stampedAt: Type.Optional(Instant),
          },
          { ...closed, description: 'The last one' },
        ),
      ),
      unstamped: Type.Integer({ minimum: 0, description: 'Checkpoints whose time stamp is pending' }),
      verified: Type.Optional(
        Type.Object(
          {
            at: Instant,
            entries: Count,
            unsealed: Count,
            findings: Count,
            ownKeys: Type.Boolean({ description: 'The keys of the checkpoints were given from outside' }),
          },
          { ...closed, description: 'The last `audit verify`' },
        ),
      ),
    },
    closed,
  ),
);

export const ProposeDestruction = Type.Object({ reason: Reason, basis: Text(300) }, closed);
export const DestructionProposal = component('DestructionProposal', Type.Object({ destruction: Uuid, notBefore: Instant }, closed));
export const DestructionParams = Type.Object({ destruction: Uuid }, closed);
export const DecideDestruction = Type.Object({ approve: Type.Boolean(), reason: Reason }, closed);
export const DestructionOutcome = component(
  'DestructionOutcome',
  Type.Object({ steps: Type.Integer({ description: 'Steps whose contents are gone' }) }, closed),
);

const origin = Type.Object({ address: text, agent: text, session: text }, closed);
/** What a step changed, field by field. */
export const CaseChange = component(
  'CaseChange',
  Type.Object(
    {
      revision: Type.Integer(),
      at: Instant,
      actor: Type.Object({ account: text, person: Type.Optional(text), onBehalfOf: Type.Optional(text) }, closed),
      origin: Type.Optional(origin),
      type: text,
      reason: Type.Optional(text),
      basis: Type.Optional(JsonValue),
      outcome: Type.Optional(text),
      changes: Type.Array(
        Type.Object(
          { scope: Type.Integer(), path: Type.Array(text), before: Type.Optional(JsonValue), after: Type.Optional(JsonValue) },
          closed,
        ),
      ),
    },
    closed,
  ),
);
export const CaseChangePage = pageOf('CaseChangePage', CaseChange);
