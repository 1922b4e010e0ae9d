/** One HTTP exchange with a service outside: its time and size are bounded, and it goes nowhere but where it was sent. */
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { keyUnavailable } from '../key-fault.ts';

export interface ServiceRequest {
  /** checked by whoever asks: see allowed-address.ts */
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** of the answer's body, bytes */
  readonly mostBytes: number;
  /** for all of it, milliseconds */
  readonly timeoutMs: number;
}

export interface ServiceAnswer {
  readonly status: number;
  /** media type, lower case, without parameters */
  readonly type: string;
  readonly retryAfter: string | undefined;
  readonly body: Buffer;
}

/** Throws Transient `keys.timedOut` or `keys.serviceDown`; any status is an answer, a redirection too, which is never followed. */
export type Exchange = (request: ServiceRequest) => Promise<ServiceAnswer>;

export interface ExchangeOptions {
  /** through which all of it goes; `http://user:password@host:port` */
  readonly proxy?: string | undefined;
  /** PEM of authorities of TLS servers, besides those of the system */
  readonly authorities?: string | undefined;
}

export function createExchange({ proxy, authorities }: ExchangeOptions = {}): Exchange & { close(): void } {
  const proxyEnv = proxy === undefined ? {} : { proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } };
  const plain = new http.Agent({ keepAlive: true, timeout: 60_000, ...proxyEnv });
  const secure = new https.Agent({ keepAlive: true, timeout: 60_000, ...proxyEnv, ...(authorities !== undefined && { ca: authorities }) });
  const exchange = async (request: ServiceRequest): Promise<ServiceAnswer> =>
    await send(request, request.url.protocol === 'https:' ? secure : plain);
  return Object.assign(exchange, {
    close: () => {
      plain.destroy();
      secure.destroy();
    },
  });
}

async function send({ url, method, headers, body, mostBytes, timeoutMs }: ServiceRequest, agent: http.Agent): Promise<ServiceAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ServiceAnswer>();
  const length = body ? { 'content-length': String(body.length) } : {};
  const start = url.protocol === 'https:' ? https.request : http.request;
  const request = start(url, { method, agent, headers: { 'user-agent': 'trinh-ky', ...headers, ...length } });
  const timer = setTimeout(() => fail(keyUnavailable('timedOut', `Expected ${url.host} to answer within ${timeoutMs} ms.`)), timeoutMs);
  const fail = (error: Error): void => {
    reject(error);
    request.destroy();
  };
  request.on('error', (error) => fail(keyUnavailable('serviceDown', `Expected ${url.host} to answer, but: ${error.message}.`)));
  request.on('response', (response) => collect(response, mostBytes).then(resolve, (error: Error) => fail(tooMuch(url, error))));
  request.end(body);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

async function collect(response: IncomingMessage, mostBytes: number): Promise<ServiceAnswer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) throw new Error(`its answer is larger than ${mostBytes} bytes`);
    parts.push(part);
  }
  const { 'content-type': type = '', 'retry-after': retryAfter } = response.headers;
  return {
    status: response.statusCode ?? 0,
    type: (type.split(';')[0] ?? '').trim().toLowerCase(),
    retryAfter,
    body: Buffer.concat(parts),
  };
}

const tooMuch = (url: URL, error: Error): Error => keyUnavailable('serviceDown', `Expected ${url.host} to answer, but: ${error.message}.`);
