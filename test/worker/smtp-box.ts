/** A real SMTP server on a free port, that keeps what it takes and can be told to refuse. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  /** header by lower-case name, unfolded and as it came */
  readonly headers: ReadonlyMap<string, string>;
  readonly raw: string;
  readonly body: string;
}

export interface SmtpBox {
  readonly url: string;
  readonly port: number;
  readonly taken: Taken[];
  /** answers the next recipients or messages so; undefined: takes them */
  refuse: { readonly code: number; readonly at: 'recipient' | 'message' } | undefined;
  stop(): Promise<void>;
}

/** `tls`: certificate and key (PEM) by which STARTTLS is offered; without, mail comes in the clear. */
export async function openSmtpBox(port = 0, tls?: { readonly cert: string; readonly key: string }): Promise<SmtpBox> {
  const box: { taken: Taken[]; refuse: SmtpBox['refuse'] } = { taken: [], refuse: undefined };
  const fault = (at: 'recipient' | 'message'): Error | undefined =>
    box.refuse?.at === at ? Object.assign(new Error('refused by the test'), { responseCode: box.refuse.code }) : undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...tls,
    onRcptTo: (_address, _session, done) => done(fault('recipient')),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refused = fault('message');
        if (refused) return done(refused);
        const { mailFrom, rcptTo } = session.envelope;
        box.taken.push(
          parsed(
            mailFrom ? mailFrom.address : '',
            rcptTo.map(({ address }) => address),
            Buffer.concat(chunks).toString('latin1'),
          ),
        );
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', () => resolve()));
  const bound = (server.server.address() as AddressInfo).port;
  return Object.assign(box, {
    url: `smtp://127.0.0.1:${bound}`,
    port: bound,
    stop: async () => await new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

function parsed(from: string, to: readonly string[], raw: string): Taken {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  const body = rest.join('\r\n\r\n');
  const encoded = headers.get('content-transfer-encoding') === 'base64';
  return { from, to, headers, raw, body: encoded ? Buffer.from(body, 'base64').toString('utf8') : body };
}

/** Encoded words (RFC 2047) as text; adjacent ones are one word. */
export function decodedWords(header: string): string {
  return header.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/(?:=\?UTF-8\?[BQ]\?[^?]*\?=)+/gi, (words) =>
    Buffer.concat(
      [...words.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi)].map(([, encoding, text = '']) =>
        encoding?.toUpperCase() === 'B'
          ? Buffer.from(text, 'base64')
          : Buffer.from(
              text.replaceAll('_', ' ').replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
              'latin1',
            ),
      ),
    ).toString('utf8'),
  );
}
