/** The manifest of a procedure module (`module.json`): names every part, knows no other field. Explained in docs/modules.md. */
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';

const Strict = { additionalProperties: false };
export const BilingualText = Type.Object({ vi: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, Strict);
const File = Type.String({ pattern: '^[a-z0-9-]+(/[a-z0-9-]+)*(\\.[a-z0-9-]+)+$' });
const Files = Type.Array(File);

const Manifest = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    name: BilingualText,
    citation: Type.String(),
    /** BPMN; the first is the main one, others are called by it or are sub-procedures of their own */
    diagrams: Type.Array(File, { minItems: 1 }),
    /** keys of modules beside this one whose processes it calls, by process key with binding latest */
    uses: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }))),
    decisions: Files,
    forms: Files,
    catalogues: Files,
    parameters: Type.Optional(File),
    rules: Type.Optional(File),
    documents: Type.Optional(File),
    /** of the documents, `templates/<document>.template.json` */
    templates: Type.Optional(Files),
    notices: Type.Optional(File),
    scenarios: Files,
    /** one of the scenarios: a full case that the demonstration tells */
    demo: Type.Optional(File),
    /** what the law leaves open, or nobody has confirmed yet */
    unsettled: Type.Array(Type.Object({ what: BilingualText, source: Type.String() }, Strict)),
  },
  Strict,
);

export type ModuleManifest = Static<typeof Manifest>;
export const manifestShape = Compile(Manifest);
