/** Files that are brought for a case. Hashes are hex SHA-256, sizes bytes. */
import Type from 'typebox';
import { component } from './component.ts';
import { closed, Instant, Uuid } from './scalars.ts';

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const UPLOAD_TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'application/octet-stream'] as const;
export const UploadBody = Type.String({ format: 'binary', description: 'A PDF file, or a PNG or JPEG picture: told by its content' });
export const UploadParams = Type.Object({ sha256: Hash }, closed);
export const CaseUploadParams = Type.Object({ caseId: Uuid, sha256: Hash }, closed);

export const Upload = component(
  'Upload',
  Type.Object(
    {
      id: Type.String({ description: 'Of the reference in a form' }),
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of what was sent' }),
      size: Type.Integer(),
      type: Type.String({ description: 'By content' }),
      content: Type.Object(
        {
          sha256: Hash,
          size: Type.Integer(),
          pages: Type.Integer(),
          dpi: Type.Optional(Type.Integer({ description: 'Of the coarsest page; absent where a page has no picture' })),
        },
        { ...closed, description: 'Of the PDF that is kept' },
      ),
      scan: Type.Enum(['clean', 'waiting', 'infected', 'unscanned'], {
        description:
          'For malware. waiting: kept, but given to nobody and no step may refer to it yet; infected: given to nobody; unscanned: no scanner here',
      }),
      copyFault: Type.Optional(
        Type.Object(
          {
            code: Type.Enum(['scanNotPaper', 'scanCoarse', 'scanGrey']),
            found: Type.Optional(Type.Union([Type.String(), Type.Integer()])),
            least: Type.Optional(Type.Integer({ description: 'Dots for each inch' })),
          },
          { ...closed, description: 'Why an agency makes no certified copy of it; absent: it does' },
        ),
      ),
      expiresAt: Type.Optional(Instant),
    },
    closed,
  ),
);
