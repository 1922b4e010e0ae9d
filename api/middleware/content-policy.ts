/**
 * What a page of ours may load and run. Answers of the API are data, and may do nothing at all. Pages of the web application may load
 * from here only, and run no inline script; the diagram and table editors set style attributes, and put style elements into the page
 * that carry the nonce.
 */
type Policy = Readonly<Record<string, readonly string[]>>;

const NOTHING: Policy = { 'default-src': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"], 'frame-ancestors': ["'none'"] };

const page = (nonce: string): Policy => ({
  ...NOTHING,
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'style-src-elem': ["'self'", `'nonce-${nonce}'`],
  'style-src-attr': ["'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
});

/** `nonce`: of this answer, for a page; absent for data. */
export function contentPolicy(secure: boolean, nonce?: string): string {
  const policy = nonce === undefined ? NOTHING : page(nonce);
  const directives = Object.entries(policy).map(([name, sources]) => [name, ...sources].join(' '));
  return [...directives, ...(secure ? ['upgrade-insecure-requests'] : [])].join('; ');
}
