import type { Context } from 'koa';
import type { ClientCertificate } from '../../commands/access/client-certificate.ts';

/** Where whoever ends TLS leaves the client certificate that it verified. */
const STATE = 'clientCertificate';

export const certificateOf = ({ state }: Pick<Context, 'state'>): ClientCertificate | undefined =>
  (state as { readonly [STATE]?: ClientCertificate })[STATE];
