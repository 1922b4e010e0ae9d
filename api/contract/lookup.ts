/** What a citizen sees of a case. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed } from './scalars.ts';
import { CaseStatus } from './task.ts';

const Day = Type.String({ format: 'date' });
const BirthYear = Type.Integer({ minimum: 1_900, maximum: 2_200 });

export const RenewLookupCode = Type.Object({ birthYear: BirthYear }, closed);
export const LookupCode = component(
  'LookupCode',
  Type.Object({ code: Type.String({ description: 'For the receipt; it is not told again' }) }, closed),
);
export const Lookup = Type.Object({ code: Type.String({ minLength: 1, maxLength: 60 }), birthYear: BirthYear }, closed);
export const Progress = component(
  'Progress',
  Type.Object(
    {
      procedure: Type.String({ description: 'Its name' }),
      agency: Type.String({ description: 'Name of the agency that has the case: where to ask' }),
      status: CaseStatus,
      startedOn: Day,
      endedOn: Type.Optional(Day),
      steps: Type.Array(Type.Object({ name: Type.String(), from: Day, to: Type.Optional(Day) }, closed)),
    },
    closed,
  ),
);
