import Type, { type Static } from 'typebox';
import { component } from './component.ts';
import { OneOf } from './scalars.ts';

/** RFC 9457, with a stable code, what to do about it, and one entry for each thing that is wrong with the input. */
export const ProblemDetails = component(
  'ProblemDetails',
  Type.Object(
    {
      type: Type.String({ description: 'urn:trinh-ky:problem:<code>' }),
      title: Type.String(),
      status: Type.Integer(),
      code: Type.String(),
      instance: Type.String({ description: 'The request id to quote: urn:trinh-ky:request:<id>' }),
      detail: Type.Optional(Type.String()),
      remedy: Type.Optional(Type.String()),
      errors: Type.Optional(
        Type.Array(
          Type.Object(
            {
              code: Type.String(),
              pointer: Type.String({ description: 'A JSON pointer into the body, /query/<name>, /path/<name>, or the id of an element' }),
              message: Type.String(),
              remedy: Type.Optional(Type.String()),
              resource: Type.Optional(Type.String({ description: 'The file that it is in' })),
              severity: Type.Optional(OneOf(['error', 'warning'])),
            },
            { additionalProperties: false },
          ),
        ),
      ),
    },
    { additionalProperties: false },
  ),
);
export type ProblemDetails = Static<typeof ProblemDetails>;
