import Type from 'typebox';
import { component } from './component.ts';
import { OneOf } from './scalars.ts';

/** As in the catalogue `data-classes`; the last three are grades of state secrecy. */
export const DataClass = component(
  'DataClass',
  OneOf(['public', 'shared', 'internal', 'personal', 'sensitive', 'confidential', 'secret', 'topSecret']),
);

/** The class that a case was marked with: checked when it came in. */
export const ClassOfCase = Type.Unsafe<string>(DataClass);
