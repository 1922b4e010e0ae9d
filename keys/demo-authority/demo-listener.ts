import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { DEMO_PATH, type DemoAuthority } from './demo-authority.ts';

const MOST_BYTES = 64 * 1024;

/** Serves the demo authority below `/demo-authority`; whatever it does not know goes to `otherwise`, a defect to `failed`. */
export function demoListener(authority: DemoAuthority, otherwise: RequestListener, failed: (error: unknown) => void): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (!path.startsWith(`${DEMO_PATH}/`)) {
      otherwise(request, response);
      return;
    }
    serve(authority, path.slice(DEMO_PATH.length), request, response)
      .then((served) => {
        if (!served) otherwise(request, response);
      })
      .catch((error: unknown) => {
        failed(error);
        response.socket?.destroy();
      });
  };
}

async function serve(authority: DemoAuthority, path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const body = request.method === 'POST' ? await read(request) : Buffer.alloc(0);
  if (!body) {
    // larger than any question: there is nobody to talk to
    response.socket?.destroy();
    return true;
  }
  const answer = authority.answer(request.method ?? '', path, body);
  if (!answer) return false;
  response.writeHead(200, { 'content-type': answer.type, 'content-length': answer.body.length, 'cache-control': 'no-store' });
  response.end(answer.body);
  return true;
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > MOST_BYTES) return undefined;
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(parts);
}
