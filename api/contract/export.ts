/** Lists that are taken out of the system. */
import Type from 'typebox';
import { CaseQuery } from './case.ts';
import { NumberExportFilter } from './number.ts';
import { PersonQuery } from './person.ts';
import { ProgressQuery } from './statistics.ts';
import { closed, OneOf } from './scalars.ts';

const { limit: _limit, cursor: _cursor, sort: _sort, ...caseFields } = CaseQuery.properties;
const caseFilter = { ...caseFields, sort: Type.Optional(OneOf(['started', 'code'])) };
const { limit: _most, cursor: _next, identityNumber: _number, ...personFilter } = PersonQuery.properties;

const asked = {
  format: OneOf(['csv', 'xlsx', 'pdf']),
  password: Type.String({ minLength: 16, maxLength: 128, description: 'Opens the archive (AES-256); it is not kept' }),
};
export const ExportCases = Type.Object(
  {
    ...asked,
    filter: Type.Object(caseFilter, { ...closed, dependentRequired: { variable: ['value'], value: ['variable'] } }),
  },
  closed,
);
export const ExportPersons = Type.Object({ ...asked, filter: Type.Object(personFilter, closed) }, closed);

export const ExportNumbers = Type.Object({ ...asked, filter: NumberExportFilter }, closed);

export const ExportStatistics = Type.Object(
  { ...asked, by: OneOf(['unit', 'procedure'], { description: 'What its rows are' }), filter: ProgressQuery },
  closed,
);

export const Purposes = Type.Object(
  {
    purposes: Type.Array(
      Type.Object(
        { code: Type.String(), title: Type.Object({ vi: Type.String(), en: Type.String() }, closed), citation: Type.String() },
        closed,
      ),
    ),
  },
  closed,
);
