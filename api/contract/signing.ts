/** Signing what a task asks for, and the documents that come of it. Hashes are hex SHA-256; keys and signatures base64. */
import Type from 'typebox';
import { component } from './component.ts';
import { pageOf } from './page.ts';
import { closed, Cursor, InstanceId, Instant, Key, Limit, OneOf, Reason, Revision, Text, UnitPath, Uuid, Variables } from './scalars.ts';
import { StepOutcome } from './step-outcome.ts';

export const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Base64 = (maxLength: number) => Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength });
const CAPACITIES = ['personal', 'agencySeal'] as const;

const SigningKey = Type.Object(
  {
    method: Text(50),
    certificate: Type.Optional(Base64(65_536)),
    chain: Type.Optional(Type.Array(Base64(65_536), { maxItems: 8 })),
  },
  {
    ...closed,
    description: 'How the key is reached; `elsewhere` brings its certificate along (DER), `agent` is a paired computer of your own',
  },
);

export const BeginSigning = Type.Object(
  {
    outcome: Type.Optional(Text(100)),
    reason: Type.Optional(Reason),
    variables: Type.Optional(Variables),
    returnTo: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'To send the case back to an earlier step, with a reason, in place of an outcome',
      }),
    ),
    recall: Type.Optional(
      Type.Literal(true, {
        description: 'To take back what I signed when I completed the task, with a reason, while nobody has acted on it',
      }),
    ),
    copies: Type.Optional(
      Type.Array(Type.Object({ document: Key, scan: Hash }, closed), {
        maxItems: 20,
        description: 'Scans of what was signed on paper, by the hashes of the stored files; the agency certifies them as copies',
      }),
    ),
    key: SigningKey,
  },
  closed,
);
export const BeginSeal = Type.Object({ key: SigningKey }, closed);
export const GiveSignatures = Type.Object(
  {
    shown: Type.Array(Hash, { maxItems: 20, description: 'Of the bytes of each item that was ready, in their order' }),
    signatures: Type.Optional(
      Type.Array(Base64(2_048), { maxItems: 20, description: 'Made elsewhere, of the items whose method says so' }),
    ),
    otp: Type.Optional(
      Type.String({ minLength: 1, maxLength: 20, description: 'A one-time code, where the service asks for one besides' }),
    ),
    pin: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Opens the key; neither kept nor logged' })),
  },
  closed,
);
export const AskAgent = Type.Object(
  { shown: Type.Array(Hash, { maxItems: 20, description: 'Of the bytes of each item that was ready, in their order' }) },
  closed,
);
export const DropSigning = Type.Object({ reason: Reason }, closed);
export const DroppedSigning = component('DroppedSigning', Type.Object({ dropped: Type.Boolean() }, closed));
export const SigningParams = Type.Object({ signing: Uuid }, closed);
export const SigningItemParams = Type.Object({ signing: Uuid, place: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }) }, closed);

const SigningItem = Type.Object(
  {
    place: Type.Integer(),
    document: Uuid,
    key: Type.String(),
    name: Type.String(),
    capacity: OneOf(CAPACITIES),
    level: Type.String(),
    field: Type.String(),
    state: OneOf(['waiting', 'ready', 'given']),
    method: Type.Optional(Type.String()),
    signer: Type.Optional(Type.String()),
    issuer: Type.Optional(Type.String({ description: 'Of the certificate' })),
    validTo: Type.Optional(Type.String({ format: 'date-time', description: 'Until when the certificate holds' })),
    shown: Type.Optional(Hash),
    size: Type.Optional(Type.Integer()),
    algorithm: Type.Optional(Type.String()),
    attributes: Type.Optional(Type.String({ description: 'DER of what is to be signed' })),
    digest: Type.Optional(Type.String({ description: 'Of the attributes, for keys that only sign digests' })),
  },
  closed,
);
const signing = {
  id: Uuid,
  caseId: Uuid,
  instance: InstanceId,
  state: OneOf(['prepared', 'signed', 'recorded', 'refused', 'superseded', 'expired']),
  refusal: Type.Optional(Type.String()),
  expiresAt: Instant,
  sealAsked: Type.Boolean(),
  caseRevision: Type.Optional(Revision),
  agent: Type.Optional(
    Type.Object(
      {
        state: OneOf(['waiting', 'shown', 'given', 'refused', 'withdrawn']),
        refusal: Type.Optional(Type.String({ description: 'Why the agent did not sign' })),
        askedAt: Instant,
      },
      { ...closed, description: 'How far the agent is that was asked last' },
    ),
  ),
  signatures: Type.Array(SigningItem),
};
export const Signing = component('Signing', Type.Object(signing, closed));
export const SignedStep = component('SignedStep', Type.Object({ ...signing, step: Type.Optional(StepOutcome) }, closed));

export const SigningMethods = component(
  'SigningMethods',
  Type.Object(
    { methods: Type.Array(Type.String({ description: 'demo, pkcs12, hsm, csc, agent; elsewhere: the signer brings signatures along' })) },
    closed,
  ),
);

export const WaitingSeal = component(
  'WaitingSeal',
  Type.Object(
    {
      id: Uuid,
      caseId: Uuid,
      caseCode: Type.String(),
      caseTitle: Type.String(),
      instance: InstanceId,
      procedure: Type.String(),
      unitPath: Type.String(),
      names: Type.Array(Type.String()),
      signer: Type.String(),
      createdAt: Instant,
      expiresAt: Instant,
    },
    closed,
  ),
);
export const WaitingSealPage = pageOf('WaitingSealPage', WaitingSeal);
export const WaitingSealQuery = Type.Object({ limit: Limit, cursor: Type.Optional(Cursor) }, closed);

const DocumentRevision = Type.Object(
  {
    revision: Revision,
    sha256: Hash,
    size: Type.Integer(),
    at: Instant,
    cause: OneOf(['signature', 'evidence']),
    caseRevision: Type.Optional(Revision),
    field: Type.Optional(Type.String()),
    capacity: Type.Optional(OneOf(CAPACITIES)),
    sequence: Type.Optional(Type.Integer()),
    level: Type.Optional(Type.String()),
    account: Type.Optional(Type.String()),
    person: Type.Optional(Type.String()),
    onBehalfOf: Type.Optional(Type.String()),
    signer: Type.Optional(Type.String()),
    certificate: Type.Optional(Hash),
  },
  closed,
);
const Evidence = Type.Object(
  {
    state: OneOf(['pending', 'complete']),
    pending: Type.Array(
      Type.Object(
        {
          kind: OneOf(['revocation', 'timeStamp', 'secondVerifier']),
          code: Type.String(),
          certificate: Type.Optional(Type.String()),
          mayPass: Type.Boolean({ description: 'Asking again may help, without anybody doing anything' }),
        },
        closed,
      ),
    ),
    wanted: Type.String({ description: 'The highest level that its signatures ask for' }),
    reached: Type.Optional(Type.String()),
    verifiedAt: Type.Optional(Instant),
    sound: Type.Optional(Type.Boolean()),
    verifiers: Type.Array(Type.Object({ verifier: Type.String(), valid: Type.Boolean(), at: Instant }, closed)),
  },
  { ...closed, description: 'What makes its signatures last, and the verifiers that agree: before it is complete nothing is issued' },
);
export const CaseDocument = component(
  'CaseDocument',
  Type.Object(
    {
      id: Uuid,
      caseId: Uuid,
      key: Type.String(),
      name: Type.String(),
      instance: InstanceId,
      revision: Revision,
      sha256: Hash,
      createdAt: Instant,
      revisions: Type.Array(DocumentRevision),
      recalledAt: Type.Optional(
        Type.String({ format: 'date-time', description: 'Whoever signed last took it back; it stays as it was signed' }),
      ),
      recalledBy: Type.Optional(Type.String({ format: 'uuid', description: 'The document by which it was taken back' })),
      continues: Type.Optional(Type.String({ format: 'uuid', description: 'The recalled document whose earlier signatures it has' })),
      evidence: Type.Optional(Evidence),
    },
    closed,
  ),
);
export const CaseDocuments = component(
  'CaseDocuments',
  Type.Object(
    {
      documents: Type.Array(CaseDocument),
      waiting: Type.Array(WaitingSeal, { description: 'Signed by a person, on record once the agency has sealed it' }),
    },
    closed,
  ),
);
export const DocumentParams = Type.Object({ caseId: Uuid, document: Uuid }, closed);
export const DocumentQuery = Type.Object({ revision: Type.Optional(Revision) }, closed);
const Report = { type: 'object', description: 'The report that `trinh-ky verify --json` prints: docs/signing.md' } as const;
export const DocumentVerification = component(
  'DocumentVerification',
  Type.Unsafe<object>({
    ...Report,
    description: `${Report.description}; with \`record\`: whether it is what is on record, and \`evidence\` of the document`,
  }),
);
export const FileVerification = component(
  'FileVerification',
  Type.Unsafe<object>({
    ...Report,
    description: `${Report.description}; with \`record\`: whether a document of this installation was ever exactly this file`,
  }),
);
export const StateAgency = Type.Object({ unitPath: UnitPath, number: Text(50), place: Text(200), reason: Reason }, closed);
export const StatedAgency = component('StatedAgency', Type.Object({ id: Type.Integer() }, closed));

const Day = Type.String({ format: 'date' });
const HOLDER = { person: Type.Optional(Key), unitPath: Type.Optional(UnitPath) };
export const SigningImageQuery = Type.Object(
  { ...HOLDER, undecided: Type.Optional(Type.Boolean({ description: 'Only those that wait for a decision; then of all that I may see' })) },
  { ...closed, description: 'Either a person or a unit' },
);
export const SigningImageParams = Type.Object({ image: Uuid }, closed);
export const ProposeSigningImage = Type.Object(
  {
    ...HOLDER,
    validFrom: Type.Optional(Day),
    png: Type.Optional({ ...Base64(1_400_000), description: 'Only its ink is kept; without it no image stands there from that day' }),
    reason: Reason,
  },
  { ...closed, description: 'Either a person or a unit' },
);
export const ProposedSigningImage = component('ProposedSigningImage', Type.Object({ image: Uuid, sha256: Type.Optional(Hash) }, closed));
export const DecideSigningImage = Type.Object({ approve: Type.Boolean(), reason: Reason }, closed);
export const DecidedSigningImage = component('DecidedSigningImage', Type.Object({ approved: Type.Boolean() }, closed));
const imageFields = {
  id: Uuid,
  ...HOLDER,
  validFrom: Day,
  sha256: Type.Optional(Hash),
  reason: Type.String(),
  account: Type.String(),
  proposedBy: Type.String({ description: 'The person' }),
  at: Instant,
  decision: Type.Optional(Type.Object({ approved: Type.Boolean(), reason: Type.String(), account: Type.String(), at: Instant }, closed)),
};
export const SigningImageList = component(
  'SigningImageList',
  Type.Object({ images: Type.Array(Type.Object(imageFields, closed), { description: 'At most 200' }) }, closed),
);
export const SigningImage = component(
  'SigningImage',
  Type.Object({ ...imageFields, png: Type.Optional(Type.String({ description: 'Base64, as it is kept' })) }, closed),
);
