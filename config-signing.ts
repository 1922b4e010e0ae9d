/** The settings of signing: which keys, whom to trust, where evidence comes from. Read by config.ts, and only through what it hands in. */

/** Where a key may be; see keys/signing-backend.ts. */
const BACKENDS = ['demo', 'pkcs12', 'hsm', 'csc', 'agent'] as const;
export type SigningBackendName = (typeof BACKENDS)[number];

/** Programs of this machine, and a service; see keys/second-verifier. */
const VERIFIERS = ['openssl', 'pdfsig', 'dss'] as const;
export type SecondVerifierName = (typeof VERIFIERS)[number];

export interface SigningConfig {
  readonly backends: readonly SigningBackendName[];
  /** absolute path; PKCS#12 files of holders */
  readonly pkcs12Folder: string | undefined;
  /** shared library of the HSM, and the label of its token */
  readonly hsm: { readonly module: string; readonly token: string } | undefined;
  /** remote signing: base of the API, its token end point where it is elsewhere, and the file with the product's own id and secret */
  readonly csc: { readonly url: string; readonly tokenUrl: string | undefined; readonly clientFile: string } | undefined;
  /** absolute path; trust.json and its certificates */
  readonly trustFolder: string | undefined;
  /** hosts that OCSP and revocation lists may be fetched from, as certificates name them */
  readonly evidenceHosts: readonly string[];
  /** through which services outside are asked */
  readonly proxy: string | undefined;
  /** questions a second to one service */
  readonly perSecond: number;
  /** who must find a document valid too before it is issued */
  readonly secondVerifiers: readonly SecondVerifierName[];
  /** the service of `dss`, without a slash at its end */
  readonly dssUrl: string | undefined;
}

export interface SigningReader {
  text(name: string): string | undefined;
  file(name: string): string | undefined;
  words(name: string): readonly string[];
  listOf(name: string, allowed: readonly string[]): readonly string[];
  integer(name: string, fallback: number, least: number, most: number): number;
  webAddress(name: string, secure: boolean): string | undefined;
}

export type Refuse = (name: string, what: string, remedy: string) => void;

const MADE_UP: ReadonlySet<SigningBackendName> = new Set(['demo', 'pkcs12']);
/** settings that belong to a back end; the first ones are needed */
const OWN: readonly (readonly [SigningBackendName, string, 'needed' | 'optional'])[] = [
  ['pkcs12', 'PKCS12_FOLDER', 'needed'],
  ['hsm', 'HSM_MODULE', 'needed'],
  ['hsm', 'HSM_TOKEN', 'needed'],
  ['csc', 'CSC_URL', 'needed'],
  ['csc', 'CSC_CLIENT_FILE', 'needed'],
  ['csc', 'CSC_TOKEN_URL', 'optional'],
];
const HOST = /^\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/i;

export function signingOf(
  read: SigningReader,
  refuse: Refuse,
  { production, demo }: { readonly production: boolean; readonly demo: boolean },
): SigningConfig {
  const backends = backendsOf(read, demo);
  for (const name of backends)
    if (production && MADE_UP.has(name))
      refuse('SIGNING_BACKENDS', `lists ${name} in production`, `Remove ${name}: its keys are protected by nothing.`);
  if (backends.includes('demo') && !demo)
    refuse('SIGNING_BACKENDS', 'lists demo without a demonstration', 'Remove demo, or set DEMO=true.');
  for (const [backend, name, need] of OWN) checkOwn(read, refuse, { backend, name, need, listed: backends.includes(backend) });
  const trustFolder = read.file('TRUST_FOLDER');
  if (production && backends.length > 0 && trustFolder === undefined)
    refuse('TRUST_FOLDER', 'is missing beside SIGNING_BACKENDS', 'Set it to the folder of trust.json.');
  return {
    backends,
    pkcs12Folder: read.file('PKCS12_FOLDER'),
    hsm: both(read.file('HSM_MODULE'), read.text('HSM_TOKEN'), (module, token) => ({ module, token })),
    csc: cscOf(read, production),
    trustFolder,
    evidenceHosts: hostsOf(read, refuse),
    proxy: proxyOf(read, refuse),
    perSecond: read.integer('SERVICE_RATE', 50, 1, 1_000),
    ...verifiersOf(read, refuse, { needed: production && backends.length > 0, production }),
  };
}

function verifiersOf(
  read: SigningReader,
  refuse: Refuse,
  { needed, production }: { readonly needed: boolean; readonly production: boolean },
): Pick<SigningConfig, 'secondVerifiers' | 'dssUrl'> {
  const listed = read.listOf('SECOND_VERIFIERS', VERIFIERS);
  if (needed && listed.length === 0)
    refuse('SECOND_VERIFIERS', 'is missing beside SIGNING_BACKENDS', 'Set it to one or more of openssl, pdfsig and dss, and install them.');
  const dssUrl = read.webAddress('DSS_URL', production)?.replace(/\/+$/, '');
  if (listed.includes('dss') && read.text('DSS_URL') === undefined)
    refuse('DSS_URL', 'is missing, though SECOND_VERIFIERS lists dss', 'Set it to the address of the service, or remove dss.');
  if (!listed.includes('dss') && read.text('DSS_URL') !== undefined)
    refuse('DSS_URL', 'is set, but SECOND_VERIFIERS does not list dss', 'Remove it, or list dss.');
  return { secondVerifiers: VERIFIERS.filter((name) => listed.includes(name)), dssUrl };
}

function backendsOf(read: SigningReader, demo: boolean): readonly SigningBackendName[] {
  const listed = read.listOf('SIGNING_BACKENDS', BACKENDS);
  const known = BACKENDS.filter((name) => listed.includes(name));
  return read.text('SIGNING_BACKENDS') === undefined && demo ? ['demo'] : known;
}

interface Own {
  readonly backend: SigningBackendName;
  readonly name: string;
  readonly need: 'needed' | 'optional';
  readonly listed: boolean;
}

function checkOwn(read: SigningReader, refuse: Refuse, { backend, name, need, listed }: Own): void {
  const isSet = read.text(name) !== undefined;
  if (listed && need === 'needed' && !isSet)
    refuse(name, `is missing, though SIGNING_BACKENDS lists ${backend}`, `Set it, or remove ${backend}.`);
  if (!listed && isSet) refuse(name, `is set, but SIGNING_BACKENDS does not list ${backend}`, `Remove it, or list ${backend}.`);
}

function both<Value>(one: string | undefined, other: string | undefined, make: (one: string, other: string) => Value): Value | undefined {
  return one === undefined || other === undefined ? undefined : make(one, other);
}

function cscOf(read: SigningReader, production: boolean): SigningConfig['csc'] {
  const url = read.webAddress('CSC_URL', production)?.replace(/\/+$/, '');
  const tokenUrl = read.webAddress('CSC_TOKEN_URL', production);
  return both(url, read.file('CSC_CLIENT_FILE'), (address, clientFile) => ({ url: address, tokenUrl, clientFile }));
}

function hostsOf(read: SigningReader, refuse: Refuse): readonly string[] {
  const hosts = read.words('EVIDENCE_HOSTS');
  const wrong = hosts.find((host) => !HOST.test(host));
  if (wrong !== undefined)
    refuse('EVIDENCE_HOSTS', `has "${wrong}"`, 'Set it to hosts such as ocsp.ca.gov.vn, crl.ca.gov.vn:8080, .ca.gov.vn.');
  return hosts;
}

/** The value may hold a password: it is never part of the message. */
function proxyOf(read: SigningReader, refuse: Refuse): string | undefined {
  const value = read.text('OUTGOING_PROXY');
  const { protocol = '', pathname = '/' } = (value === undefined ? undefined : URL.parse(value)) ?? {};
  if (value === undefined || (['http:', 'https:'].includes(protocol) && pathname === '/')) return value;
  refuse('OUTGOING_PROXY', 'is not the address of a proxy', 'Set it to http://host:port or http://user:password@host:port.');
  return undefined;
}

/** One or more addresses of time-stamp authorities, in the order in which they are asked. */
export function timeStampUrls(read: Pick<SigningReader, 'words'>, refuse: Refuse): readonly string[] {
  const urls = read.words('TSA_URL');
  const isWeb = (url: string): boolean => ['http:', 'https:'].includes(URL.parse(url)?.protocol ?? '');
  if (urls.every(isWeb)) return urls;
  refuse('TSA_URL', 'is not a web address', 'Set it to http://host, or to several with commas between them.');
  return [];
}
