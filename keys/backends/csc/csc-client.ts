/** Calls a service of the Cloud Signature Consortium API 2.0: JSON over HTTP with the product's own access token (OAuth 2.0 client credentials). */
import type { Exchange, ServiceAnswer } from '../../evidence/exchange.ts';
import { keyUnavailable } from '../../key-fault.ts';
import { cscFault } from './csc-fault.ts';

export interface CscClientOptions {
  /** base of the API, without a slash at the end: `https://host/csc/v2` */
  readonly url: string;
  /** of the token end point; undefined: `oauth2/token` below the base */
  readonly tokenUrl?: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly exchange: Exchange;
  /** milliseconds of the epoch */
  readonly clock: () => number;
}

export type CscMethod =
  | 'credentials/list'
  | 'credentials/info'
  | 'credentials/authorize'
  | 'credentials/authorizeCheck'
  | 'signatures/signHash'
  | 'signatures/signPolling';

export type CscAnswer = Readonly<Record<string, unknown>>;

const MOST_BYTES = 512 * 1024;
const TIMEOUT_MS = 20_000;
/** a token is not used in its last seconds */
const TOKEN_MARGIN_MS = 30_000;
const DEFAULT_TOKEN_LIFE_S = 300;
const UNAUTHENTICATED = new Set([401]);

export class CscClient {
  readonly #options: CscClientOptions;
  #token: { readonly value: string; readonly until: number } | undefined;

  constructor(options: CscClientOptions) {
    this.#options = options;
  }

  /** Throws Rejection or Transient `keys.*`. */
  async call(method: CscMethod, body: CscAnswer): Promise<CscAnswer> {
    const first = await this.#post(method, body, await this.#accessToken());
    if (!UNAUTHENTICATED.has(first.status)) return this.#read(first);
    // the token was taken back before its time: the call was not looked at
    this.#token = undefined;
    return this.#read(await this.#post(method, body, await this.#accessToken()));
  }

  async #post(method: CscMethod, body: CscAnswer, token: string): Promise<ServiceAnswer> {
    return await this.#options.exchange({
      url: new URL(`${this.#options.url}/${method}`),
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
      body: Buffer.from(JSON.stringify(body)),
      mostBytes: MOST_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
  }

  /** 200, and 202 for what is still under way. */
  #read(answer: ServiceAnswer): CscAnswer {
    const content = parse(answer.body);
    if (content && (answer.status === 200 || answer.status === 202)) return content;
    if (answer.status < 300) throw keyUnavailable('serviceDown', 'Expected the signing service to answer in JSON.');
    throw cscFault({ status: answer.status, error: textOf(content?.['error']), description: textOf(content?.['error_description']) });
  }

  async #accessToken(): Promise<string> {
    const { clock } = this.#options;
    if (this.#token && this.#token.until > clock()) return this.#token.value;
    const answer = await this.#askToken();
    const value = textOf(answer['access_token']);
    if (value === '') throw keyUnavailable('serviceDown', 'Expected an access token of the signing service.');
    const life = typeof answer['expires_in'] === 'number' ? answer['expires_in'] : DEFAULT_TOKEN_LIFE_S;
    this.#token = { value, until: clock() + life * 1_000 - TOKEN_MARGIN_MS };
    return value;
  }

  /** RFC 6749 4.4, with the scope that the CSC asks for (8.4.3). */
  async #askToken(): Promise<CscAnswer> {
    const { url, tokenUrl = `${url}/oauth2/token`, clientId, clientSecret, exchange } = this.#options;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'service',
      client_id: clientId,
      client_secret: clientSecret,
    });
    return this.#read(
      await exchange({
        url: new URL(tokenUrl),
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: Buffer.from(form.toString()),
        mostBytes: MOST_BYTES,
        timeoutMs: TIMEOUT_MS,
      }),
    );
  }
}

function parse(body: Buffer): CscAnswer | undefined {
  try {
    const content: unknown = JSON.parse(body.toString('utf8'));
    return typeof content === 'object' && content !== null && !Array.isArray(content) ? (content as CscAnswer) : undefined;
  } catch {
    return undefined;
  }
}

/** What another wrote: text, or nothing. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
