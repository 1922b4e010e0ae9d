import ava from 'ava';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava;

const FIXED: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
const DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

for (const [what, method, path] of [
  ['an answer', 'GET', '/api/v1/session'],
  ['an empty answer', 'OPTIONS', '/api/v1/session'],
  ['a refusal', 'GET', '/api/v1/cases/nothing'],
  ['an unknown address', 'GET', '/api/v1/nothing'],
] as const) {
  test(`${what} is data: nothing runs, loads or frames it, and nobody hears where it came from`, async (t) => {
    const { headers } = await server.as('lan')(method, path);
    t.is(headers.get('content-security-policy'), DATA);
    for (const [name, value] of Object.entries(FIXED)) t.is(headers.get(name), value, name);
    t.regex(headers.get('permissions-policy') ?? '', /camera=\(\).*geolocation=\(\).*microphone=\(\)/);
    for (const name of ['x-powered-by', 'server', 'access-control-allow-origin']) t.is(headers.get(name), null, name);
  });
}

test('a page of the web application runs no inline script, and only styles that carry the nonce of this very answer', async (t) => {
  const policyOf = async () => (await server.anyone('GET', '/')).headers.get('content-security-policy') ?? '';
  const policy = await policyOf();
  const directives = Object.fromEntries(policy.split('; ').map((directive) => directive.split(/ (.*)/, 2) as [string, string]));
  const nonce = /'nonce-([A-Za-z0-9+/=]{24})'/.exec(policy)?.[1] ?? '';
  t.deepEqual(directives, {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'style-src-elem': `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'manifest-src': "'self'",
  });
  t.not(policy, await policyOf());
});

test('no answer that needs a session may be stored, and no refusal', async (t) => {
  for (const path of ['/api/v1/session', '/api/v1/tasks', '/api/v1/cases', '/api/v1/cases/nothing'])
    t.is((await server.as('lan')('GET', path)).headers.get('cache-control'), 'no-store', path);
  t.is((await server.anyone('GET', '/api/v1/session')).headers.get('cache-control'), 'no-store');
});

test('no answer allows another site to read it', async (t) => {
  for (const { method, path } of server.api.routes) {
    const { headers } = await server.anyone(method, path.replaceAll(/\{\w+\}/g, 'x'), { headers: { origin: 'https://evil.example' } });
    for (const name of headers.keys()) t.false(name.startsWith('access-control-'), `${method} ${path} ${name}`);
  }
});
