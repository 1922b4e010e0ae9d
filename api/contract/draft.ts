/** What I have typed into a form and not sent yet. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, InstanceId, Instant, Key, PersonId, UnitPath, Uuid, Variables } from './scalars.ts';

const content = {
  data: Variables,
  reason: Type.Optional(Type.String({ maxLength: 4_000 })),
  title: Type.Optional(Type.String({ maxLength: 500, description: 'Of the case that begins' })),
  unitPath: Type.Optional(UnitPath),
  persons: Type.Optional(Type.Array(PersonId, { maxItems: 200, description: 'Whom the case that begins is about' })),
};
const based = { revision: Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'That this window knows; 0 for none' }) };
const saved = {
  draft: Uuid,
  revision: Type.Integer(),
  savedAt: Instant,
  expiresAt: Type.String({ format: 'date-time', description: 'Until when it is kept, unless it is saved again' }),
};

export const SavedDraft = component('SavedDraft', Type.Object(saved, closed));
/** Of a task, or of a case of `procedure` that is about to begin. */
export const Draft = component('Draft', Type.Object({ ...saved, procedure: Type.Optional(Type.String()), ...content }, closed));
/** `draft` absent: there is none. */
export const TaskDraft = component('TaskDraft', Type.Object({ draft: Type.Optional(Draft) }, closed));
export const DraftList = component(
  'DraftList',
  Type.Object(
    { drafts: Type.Array(Type.Object({ ...saved, procedure: Type.String(), title: Type.Optional(Type.String()) }, closed)) },
    closed,
  ),
);
export const DraftDropped = component('DraftDropped', Type.Object({ dropped: Type.Literal(true) }, closed));

export const DraftParams = Type.Object({ draft: Uuid }, closed);
export const TaskDraftParams = Type.Object({ caseId: Uuid, instance: InstanceId }, closed);
export const BeginDraft = Type.Object({ procedure: Key, ...content }, closed);
export const SaveDraft = Type.Object({ ...based, ...content }, closed);
