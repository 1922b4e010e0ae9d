import Type from 'typebox';
import { closed, Text } from './scalars.ts';

/** A file that shows what was done on paper. */
export const Scan = Type.Object(
  { name: Text(255), sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }), pages: Type.Integer({ minimum: 1 }) },
  closed,
);
