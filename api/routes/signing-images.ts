import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { runCommand } from '../../commands/run-command.ts';
import { imageHolder } from '../../commands/signing/images/image-holder.ts';
import { allowedSql } from '../../policies/allowed-sql.ts';
import { SIGNING_IMAGE_COLUMNS } from '../../store/queries/policy-columns.ts';
import { findSigningImage, listSigningImages, listUndecidedImages, loadSigningImage } from '../../store/queries/signing-images.ts';
import * as shape from '../contract/signing.ts';
import { principalOf, route, type Route } from '../route.ts';
import { actorOf } from '../session/principal.ts';
import { abilityFor } from './readable.ts';

const path = '/api/v1/signing-images';
const read = { method: 'GET', limit: 'read', success: 200, rule: { action: 'read', subject: 'SigningImage' } } as const;
const write = { method: 'POST', limit: 'write', idempotent: true } as const;

export const signingImageRoutes: readonly Route[] = [
  route({
    ...write,
    id: 'proposeSigningImage',
    path,
    summary: "Propose the image of a person's signature or of an agency's seal, or that there is none, from a day on",
    rule: { action: 'propose', subject: 'SigningImage' },
    body: shape.ProposeSigningImage,
    bodyLimit: 1_500_000,
    success: 201,
    response: shape.ProposedSigningImage,
    async handle(request) {
      const { body, services, idempotencyKey } = request;
      const command = { type: 'proposeSigningImage', ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...write,
    id: 'decideSigningImage',
    path: `${path}/{image}/decision`,
    summary: 'Approve or refuse an image that somebody else has proposed',
    rule: { action: 'decide', subject: 'SigningImage' },
    params: shape.SigningImageParams,
    body: shape.DecideSigningImage,
    success: 200,
    response: shape.DecidedSigningImage,
    async handle(request) {
      const { params, body, services, idempotencyKey } = request;
      const command = { type: 'decideSigningImage', ...params, ...body } as const;
      return { body: await runCommand(services.commands, actorOf(principalOf(request)), command, { idempotencyKey }) };
    },
  }),
  route({
    ...read,
    id: 'listSigningImages',
    path,
    summary: 'Images of a person or an agency, those of the latest days first; or those that wait for a decision; at most 200',
    query: shape.SigningImageQuery,
    response: shape.SigningImageList,
    async handle(request) {
      const { commands } = request.services;
      const { undecided = false, ...of } = request.query;
      if (undecided && of.person === undefined && of.unitPath === undefined) {
        const predicate = allowedSql(abilityFor(request), 'read', 'SigningImage', SIGNING_IMAGE_COLUMNS, () => '?');
        return { body: { images: await listUndecidedImages(commands.db, predicate) } };
      }
      const { holder, unitPath } = await imageHolder(commands, of);
      requirePermission(abilityFor(request), 'read', 'SigningImage', { unitPath });
      const images = await listSigningImages(commands.db, holder);
      return { body: { images: undecided ? images.filter(({ decision }) => decision === undefined) : images } };
    },
  }),
  route({
    ...read,
    id: 'getSigningImage',
    path: `${path}/{image}`,
    summary: 'One image with its PNG, to be looked at before it is decided',
    params: shape.SigningImageParams,
    response: shape.SigningImage,
    async handle(request) {
      const { commands } = request.services;
      const image = await findSigningImage(commands.db, request.params.image);
      if (!image) throw notFound('SigningImage');
      const { unitPath } = await imageHolder(commands, image);
      requirePermission(abilityFor(request), 'read', 'SigningImage', { unitPath });
      const png = await loadSigningImage(commands.db, image.id);
      return { body: { ...image, ...(png && { png: png.toString('base64') }) } };
    },
  }),
];
