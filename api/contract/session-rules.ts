import Type from 'typebox';
import { component } from './component.ts';
import { closed } from './scalars.ts';

const Bilingual = Type.Object({ vi: Type.String(), en: Type.String() }, closed);

/** `rules` are CASL's packed rules; `unpackAbility` of policies/packed-rules.ts makes the ability of them. */
export const SessionRules = component(
  'SessionRules',
  Type.Object(
    {
      rules: Type.Array(Type.Unsafe<readonly unknown[]>({ type: 'array' })),
      notes: Type.Array(Type.Object({ id: Type.String(), reason: Type.Optional(Bilingual) }, closed), {
        description: 'Of each rule: its id, and on a prohibition what a person is told',
      }),
    },
    closed,
  ),
);
