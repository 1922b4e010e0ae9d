/** A file comes in over HTTP, as it is: what it is for, the command decides. */
import { runCommand } from '../../commands/run-command.ts';
import { uploadSetting } from '../../commands/uploads/upload-setting.ts';
import * as shape from '../contract/upload.ts';
import { readBytes, wrongType } from '../read-body.ts';
import { principalOf, type RouteRequest } from '../route.ts';
import { actorOf } from '../session/principal.ts';

type Request = Pick<RouteRequest<unknown, unknown, unknown>, 'principal' | 'services' | 'now' | 'incoming'>;

/** What all routes have that take one. */
export const storing = {
  method: 'POST',
  limit: 'write',
  body: shape.UploadBody,
  ownBody: shape.UPLOAD_TYPES,
  success: 201,
  response: shape.Upload,
} as const;

/** Throws ProtocolRefusal `contentType`, `bodyTooLarge`, `bodyInterrupted`; what `storeUpload` refuses. */
export async function storedFile(request: Request, place: { readonly caseId?: string; readonly delivery?: number } = {}) {
  const { services, incoming, now } = request;
  const type = incoming.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (!shape.UPLOAD_TYPES.some((one) => one === type)) throw wrongType(type, shape.UPLOAD_TYPES.join(', '));
  const file = await readBytes(incoming, await uploadSetting(services.commands, 'upload.bytes', now));
  return await runCommand(services.commands, actorOf(principalOf(request)), { type: 'storeUpload', file, ...place });
}
