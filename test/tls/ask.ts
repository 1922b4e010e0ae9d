import https, { type RequestOptions } from 'node:https';
import type { ConnectionOptions, TLSSocket } from 'node:tls';

export interface TlsAnswer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** common name of the certificate that the server showed */
  readonly server: string | readonly string[] | undefined;
}

/** One request on a connection of its own. */
export async function ask(
  url: string,
  options: RequestOptions & Pick<ConnectionOptions, 'session'> & { readonly body?: string } = {},
): Promise<TlsAnswer> {
  return await new Promise((resolve, reject) => {
    const request = https.request(url, { agent: false, servername: 'localhost', ...options }, (response) => {
      const server = (response.socket as TLSSocket).getPeerCertificate().subject.CN;
      let body = '';
      response
        .setEncoding('utf8')
        .on('data', (text: string) => (body += text))
        .on('end', () => resolve({ status: response.statusCode, headers: response.headers, body, server }));
    });
    request.on('error', reject);
    request.end(options.body);
  });
}
