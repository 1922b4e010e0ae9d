/**
 * The settings, read once from the environment. The only reader of process.env; only the composition roots import it.
 * Everything is checked before anything starts, and all mistakes are told at once, each with its remedy.
 */
import { isIP } from 'node:net';
import path from 'node:path';
import { scanningOf, type ScanningConfig } from './config-scanning.ts';
import { signingOf, timeStampUrls, type SigningConfig } from './config-signing.ts';
import { Rejection, type Problem } from './errors.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const LOG_FORMATS = ['json', 'lines'] as const;
const GRADES = ['confidential', 'secret', 'topSecret'] as const;
const MODES = ['development', 'test', 'production'] as const;

export interface Config {
  readonly production: boolean;
  /** address to listen on; loopback unless in production */
  readonly host: string;
  /** 0 lets the system choose */
  readonly port: number;
  /** absolute paths of PEM files: the server speaks TLS itself */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** absolute path of the PEM file of those who may issue client certificates */
  readonly clientCa: string | undefined;
  /** absolute path of the file with the revocation lists of those, PEM or DER */
  readonly clientCrl: string | undefined;
  /** hops of reverse proxies in front, whose X-Forwarded-* headers are believed */
  readonly trustedProxies: number;
  /** addresses and CIDR networks of those proxies; undefined: whoever connects is one of them */
  readonly proxyAddresses: readonly string[] | undefined;
  /** lower-case name of the header in which a proxy passes the client certificate on */
  readonly clientCertHeader: string | undefined;
  /** absolute path; the embedded database and, on one node, documents */
  readonly dataFolder: string;
  /** undefined: the embedded database */
  readonly databaseUrl: string | undefined;
  /** key-encryption keys: a file of mode 0600, or a key management service */
  readonly keys:
    | { readonly file: string; readonly create: boolean }
    | { readonly kms: string; readonly token: string | undefined; readonly create?: false };
  /** bin folder of another PostgreSQL for the embedded database */
  readonly pgBin: string | undefined;
  /** database connections of the hot path */
  readonly poolSize: number;
  /** schema and shipped procedures are brought to this version at the start; else `trinh-ky migrate` does it */
  readonly migrateAtStart: boolean;
  /** timers, jobs and the outbox run inside the server process */
  readonly workerInServer: boolean;
  /** the web application is served, and outside production built first where it is not */
  readonly web: boolean;
  /** keys of secrets that were sealed before the vault held them, one of 32 bytes in base64 a line; undefined: there are none */
  readonly secretKeyFile: string | undefined;
  /** absolute path of a list of passwords that have leaked; undefined: new passwords are not looked for in one */
  readonly breachedPasswordsFile: string | undefined;
  /** where users find the product, without a path; passkeys belong to its host name. Undefined: localhost, and never in production */
  readonly publicUrl: string | undefined;
  /** undefined: nobody signs in by the national identity */
  readonly identity: IdentityConfig | undefined;
  /** a made-up organisation with known passwords is created; never in production */
  readonly demo: boolean;
  /** path of the unit that stands for the whole installation */
  readonly rootUnit: string;
  /** rules and numbers of the law that nobody has verified: refused until a jurist confirms them, or used and flagged */
  readonly unsettledLaw: 'refuse' | 'flag';
  /** grades of state secrecy that the installation is authorised to hold: confidential, secret, topSecret */
  readonly heldGrades: readonly string[];
  /** how long a shutdown waits for requests that are under way, milliseconds */
  readonly shutdownMs: number;
  /** undefined: no mail is sent. `secure`: only over TLS */
  readonly smtp: { readonly url: string; readonly from: string; readonly secure: boolean } | undefined;
  /** private key that signs checkpoints of the record; undefined: one that is made in the data folder */
  readonly recordKeyFile: string | undefined;
  /** RFC 3161 time-stamp authorities, the first that answers; undefined: checkpoints are not time-stamped */
  readonly timeStamps: { readonly urls: readonly string[]; readonly authoritiesFile: string | undefined } | undefined;
  readonly signing: SigningConfig;
  readonly scanning: ScanningConfig;
  /** test builds only: the crash point at which the process kills itself, `point` or `point:n` */
  readonly crashAt: string | undefined;
  readonly log: { readonly level: (typeof LOG_LEVELS)[number]; readonly format: (typeof LOG_FORMATS)[number] };
}

/** OpenID Connect: the national identity, or a central sign-in. Explained in docs/sign-in.md. */
export interface IdentityConfig {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretFile: string;
  readonly scope: string;
  readonly subjectClaim: string;
  readonly strongAcr: readonly string[];
  readonly strongAmr: readonly string[];
}

/** Throws a Rejection that lists every wrong variable. An empty value counts as absent. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, terminal: boolean = process.stdout.isTTY): Config {
  const problems: Problem[] = [];
  const read = readerOf(env, problems);
  const production = read.oneOf('NODE_ENV', MODES, 'development') === 'production';
  const proxyAddresses = read.networks('TRUSTED_PROXIES');
  // what lies in a network that encrypts by itself
  const plain = read.listOf('PLAIN_CONNECTIONS', ['database', 'mail', 'scanner']);
  const config: Config = {
    production,
    host: read.text('HOST') ?? (production ? '::' : '127.0.0.1'),
    port: read.integer('PORT', 8080, 0, 65_535),
    tls: tlsOf(read.file('TLS_CERT'), read.file('TLS_KEY'), problems),
    clientCa: read.file('TLS_CLIENT_CA'),
    clientCrl: read.file('TLS_CLIENT_CRL'),
    trustedProxies: read.integer('TRUST_PROXY', proxyAddresses ? 1 : 0, 0, 10),
    proxyAddresses,
    clientCertHeader: read.headerName('CLIENT_CERT_HEADER'),
    dataFolder: path.resolve(read.text('DATA_DIR') ?? 'data'),
    databaseUrl: read.databaseUrl('DATABASE_URL'),
    keys: keysOf(read, production, path.resolve(read.text('DATA_DIR') ?? 'data')),
    pgBin: read.text('PG_BIN'),
    poolSize: read.integer('POOL_SIZE', 10, 1, 500),
    migrateAtStart: read.boolean('MIGRATE', !production),
    workerInServer: read.boolean('WORKER', true),
    web: read.boolean('WEB', true),
    secretKeyFile: read.text('SECRET_KEY_FILE'),
    breachedPasswordsFile: read.file('BREACHED_PASSWORDS_FILE'),
    publicUrl: read.origin('PUBLIC_URL', production),
    identity: identityOf(read, problems, production),
    demo: read.boolean('DEMO', !production),
    rootUnit: read.unit('ROOT_UNIT', 'cuc'),
    unsettledLaw: read.oneOf('UNSETTLED_LAW', ['refuse', 'flag'], production ? 'refuse' : 'flag'),
    heldGrades: read.listOf('STATE_SECRETS', GRADES),
    shutdownMs: read.integer('SHUTDOWN_SECONDS', 20, 1, 600) * 1_000,
    smtp: smtpOf(read.mailServer('SMTP_URL'), read.mailSender('MAIL_FROM'), production && !plain.includes('mail'), problems),
    recordKeyFile: read.text('RECORD_KEY_FILE'),
    timeStamps: timeStampsOf(timeStampUrls(read, read.refuse), read.text('TSA_CA_FILE')),
    signing: signingOf(read, read.refuse, { production, demo: read.boolean('DEMO', !production) }),
    scanning: scanningOf(read, { production, plain: plain.includes('scanner') }),
    crashAt: read.text('TRINHKY_CRASH_AT'),
    log: {
      level: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
      format: read.oneOf('LOG_FORMAT', LOG_FORMATS, production || !terminal ? 'json' : 'lines'),
    },
  };
  if (production) problems.push(...unfitForProduction(config), ...(plain.includes('database') ? [] : inTheClear(config)));
  problems.push(...unfitCertificates(config));
  if (problems.length > 0) throw invalid(problems);
  return Object.freeze({ ...config, log: Object.freeze(config.log) });
}

function unfitForProduction({
  demo,
  unsettledLaw,
  crashAt,
  trustedProxies,
  proxyAddresses,
  recordKeyFile,
  timeStamps,
  keys,
}: Config): readonly Problem[] {
  return [
    ...(demo ? [problem('DEMO', 'is on in production, where its passwords are public', 'Remove it.')] : []),
    ...(unsettledLaw === 'flag'
      ? [problem('UNSETTLED_LAW', 'is flag in production, where unverified law would decide about people', 'Remove it.')]
      : []),
    ...(crashAt === undefined ? [] : [problem('TRINHKY_CRASH_AT', 'is set in production, where it would kill the process', 'Remove it.')]),
    ...(trustedProxies > 0 && !proxyAddresses
      ? [problem('TRUSTED_PROXIES', 'is missing beside TRUST_PROXY', "Set it to the proxies' addresses, or whoever connects is believed.")]
      : []),
    ...(keys.create === true
      ? [problem('KEY_FILE', 'is missing in production', 'Set it to the file of the key-encryption keys, or set KMS_URL.')]
      : []),
    ...(recordKeyFile === undefined
      ? [problem('RECORD_KEY_FILE', 'is missing in production', 'Set it to the private key that signs the record (PEM, mode 600).')]
      : []),
    ...(timeStamps && timeStamps.authoritiesFile === undefined
      ? [problem('TSA_CA_FILE', 'is missing in production', 'Set it to the certificates that time stamps are trusted by (PEM).')]
      : []),
  ];
}

/** A database on this machine is reached over no network; any other is reached over TLS, with a certificate that is checked. */
function inTheClear({ databaseUrl }: Config): readonly Problem[] {
  const url = URL.parse(databaseUrl?.replace(/^([a-z]+:\/\/[^/]*@)\//, '$1localhost/') ?? '');
  const here = !url || ['localhost', '127.0.0.1', '[::1]'].includes(url.searchParams.get('host') ?? url.hostname);
  if (here || url.searchParams.get('host')?.startsWith('/') || url.searchParams.get('sslmode') === 'verify-full') return [];
  const remedy = 'Add sslmode=verify-full (and sslrootcert=… for an authority of your own), or set PLAIN_CONNECTIONS=database.';
  return [problem('DATABASE_URL', 'leads over the network without a checked TLS connection in production', remedy)];
}

/** What asks for client certificates needs somebody who reads them, and somebody who is believed. */
function unfitCertificates({ tls, clientCa, clientCrl, clientCertHeader, proxyAddresses }: Config): readonly Problem[] {
  const header = 'CLIENT_CERT_HEADER';
  return [
    ...(clientCa !== undefined && !tls && clientCertHeader === undefined
      ? [problem('TLS_CLIENT_CA', 'is set, but nothing brings client certificates', `Set TLS_CERT and TLS_KEY, or ${header}.`)]
      : []),
    ...(clientCrl !== undefined && clientCa === undefined
      ? [problem('TLS_CLIENT_CRL', 'is set without TLS_CLIENT_CA', 'Set TLS_CLIENT_CA to the file of those whose lists they are.')]
      : []),
    ...(clientCertHeader !== undefined && clientCa === undefined
      ? [problem(header, 'is set without TLS_CLIENT_CA', 'Set TLS_CLIENT_CA to the file of those who issue the certificates.')]
      : []),
    ...(clientCertHeader !== undefined && !proxyAddresses
      ? [problem(header, 'is set without TRUSTED_PROXIES', 'Set TRUSTED_PROXIES to the addresses of the proxies that may send it.')]
      : []),
  ];
}

function readerOf(env: NodeJS.ProcessEnv, problems: Problem[]) {
  const text = (name: string): string | undefined => env[name]?.trim() || undefined;
  const refuse = (name: string, what: string, remedy: string): void => void problems.push(problem(name, what, remedy));

  function integer(name: string, fallback: number, least: number, most: number): number {
    const value = text(name);
    if (value === undefined) return fallback;
    if (/^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    refuse(name, `is "${value}"`, `Set it to a whole number from ${least} to ${most}.`);
    return fallback;
  }

  function oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = text(name);
    if (value === undefined) return fallback;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) refuse(name, `is "${value}"`, `Set it to one of ${allowed.join(', ')}.`);
    return found ?? fallback;
  }

  function listOf(name: string, allowed: readonly string[]): readonly string[] {
    const values = (text(name) ?? '').split(',').flatMap((part) => part.trim() || []);
    const unknown = values.find((value) => !allowed.includes(value));
    if (unknown !== undefined) refuse(name, `names "${unknown}"`, `Set it to some of ${allowed.join(',')}, or leave it out.`);
    return values;
  }

  function boolean(name: string, fallback: boolean): boolean {
    return oneOf(name, ['true', 'false'], fallback ? 'true' : 'false') === 'true';
  }

  function unit(name: string, fallback: string): string {
    const value = text(name) ?? fallback;
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(value)) refuse(name, `is "${value}"`, 'Set it to letters, digits, _ and - only.');
    return value;
  }

  return { text, refuse, integer, oneOf, listOf, boolean, unit, ...placesOf(text, refuse), ...webReaderOf(text, refuse) };
}

/** Files, networks and servers. */
function placesOf(text: (name: string) => string | undefined, refuse: (name: string, what: string, remedy: string) => void) {
  const file = (name: string): string | undefined => {
    const value = text(name);
    return value === undefined ? undefined : path.resolve(value);
  };

  function networks(name: string): readonly string[] | undefined {
    const listed = text(name)
      ?.split(/[\s,]+/)
      .filter((one) => one !== '');
    const wrong = listed?.find((one) => !isNetwork(one));
    if (wrong !== undefined) refuse(name, `has "${wrong}"`, 'Set it to addresses and networks such as 10.0.0.7, 10.1.0.0/16, fd00::/8.');
    return listed;
  }

  function headerName(name: string): string | undefined {
    const value = text(name)?.toLowerCase();
    if (value !== undefined && !/^[a-z][a-z0-9-]{1,60}$/.test(value))
      refuse(name, `is "${value}"`, 'Set it to Client-Cert or X-Client-Cert.');
    return value;
  }

  /** The value may hold a password: it is never part of the message. */
  function databaseUrl(name: string): string | undefined {
    const value = text(name);
    if (value === undefined || isPostgresUrl(value)) return value;
    refuse(name, 'is not the address of a PostgreSQL database', 'Set it to postgresql://user:password@host:5432/database.');
    return undefined;
  }

  /** The value may hold a password: it is never part of the message. */
  function mailServer(name: string): string | undefined {
    const value = text(name);
    if (value === undefined || ['smtp:', 'smtps:'].includes(URL.parse(value)?.protocol ?? '')) return value;
    refuse(name, 'is not the address of a mail server', 'Set it to smtp://user:password@host:587 or smtps://user:password@host.');
    return value;
  }

  /** The value may hold a password: it is never part of the message. */
  function keyService(name: string, production: boolean): string | undefined {
    const value = text(name);
    const url = value === undefined ? undefined : URL.parse(value);
    if (url === undefined || url?.protocol === 'https:' || (!production && url?.protocol === 'http:')) return value;
    refuse(name, 'is not the address of a key management service', 'Set it to https://host/path.');
    return value;
  }

  function mailSender(name: string): string | undefined {
    const value = text(name);
    if (value !== undefined && !SENDER.test(value))
      refuse(name, 'is not a mail address', 'Set it to no-reply@agency.gov.vn or Name <no-reply@agency.gov.vn>.');
    return value;
  }

  return { file, networks, headerName, databaseUrl, mailServer, mailSender, keyService };
}

function tlsOf(cert: string | undefined, key: string | undefined, problems: Problem[]): Config['tls'] {
  if (cert !== undefined && key !== undefined) return { cert, key };
  if (cert !== undefined) problems.push(problem('TLS_KEY', 'is missing beside TLS_CERT', 'Set it to the PEM file of the private key.'));
  if (key !== undefined)
    problems.push(problem('TLS_CERT', 'is missing beside TLS_KEY', 'Set it to the PEM file of the certificate chain.'));
  return undefined;
}

function isNetwork(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

/** Addresses on the web; http only outside of production. */
function webReaderOf(text: (name: string) => string | undefined, refuse: (name: string, what: string, remedy: string) => void) {
  function webAddress(name: string, secure: boolean, fits: (url: URL) => boolean = () => true): string | undefined {
    const value = text(name);
    const url = value === undefined ? undefined : URL.parse(value);
    if (value === undefined || (url && isWeb(url, secure) && fits(url))) return value;
    refuse(name, 'is not a web address', `Set it to ${secure ? 'https' : 'http'}://host.`);
    return undefined;
  }

  /** Scheme and host only. */
  function origin(name: string, secure: boolean): string | undefined {
    const value = webAddress(name, secure, ({ pathname, search }) => pathname === '/' && search === '');
    return value === undefined ? undefined : new URL(value).origin;
  }

  const words = (name: string): readonly string[] => (text(name) ?? '').split(/[\s,]+/).filter((word) => word !== '');
  return { webAddress, origin, words };
}

const isWeb = ({ protocol }: URL, secure: boolean): boolean => protocol === 'https:' || (!secure && protocol === 'http:');

/** All of it or nothing. */
function identityOf(read: ReturnType<typeof readerOf>, problems: Problem[], production: boolean): IdentityConfig | undefined {
  const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET_FILE', 'OIDC_SUBJECT_CLAIM'] as const;
  const missing = needed.filter((name) => read.text(name) === undefined);
  if (missing.length === needed.length) return undefined;
  for (const name of missing)
    problems.push(problem(name, 'is missing beside the other settings of OpenID Connect', 'Set all of them, or none.'));
  return {
    name: read.text('OIDC_NAME') ?? 'VNeID',
    issuer: read.webAddress('OIDC_ISSUER', production) ?? '',
    clientId: read.text('OIDC_CLIENT_ID') ?? '',
    clientSecretFile: read.text('OIDC_CLIENT_SECRET_FILE') ?? '',
    scope: read.text('OIDC_SCOPE') ?? 'openid',
    subjectClaim: read.text('OIDC_SUBJECT_CLAIM') ?? '',
    strongAcr: read.words('OIDC_STRONG_ACR'),
    strongAmr: read.words('OIDC_STRONG_AMR'),
  };
}

/** In development a key file is made beside the data; elsewhere it must be there. */
function keysOf(read: ReturnType<typeof readerOf>, production: boolean, dataFolder: string): Config['keys'] {
  const kms = read.keyService('KMS_URL', production);
  if (kms !== undefined) return { kms, token: read.text('KMS_TOKEN') };
  const file = read.text('KEY_FILE');
  return { file: path.resolve(file ?? path.join(dataFolder, 'keys', 'master.keys')), create: file === undefined };
}

/** Both or neither. */
function smtpOf(url: string | undefined, from: string | undefined, secure: boolean, problems: Problem[]): Config['smtp'] {
  if (url !== undefined && from !== undefined) return { url, from, secure };
  if (url !== undefined) problems.push(problem('MAIL_FROM', 'is missing beside SMTP_URL', 'Set it to the address that mail comes from.'));
  if (from !== undefined) problems.push(problem('SMTP_URL', 'is missing beside MAIL_FROM', 'Set it to the mail server, or remove both.'));
  return undefined;
}

function timeStampsOf(urls: readonly string[], authoritiesFile: string | undefined): Config['timeStamps'] {
  return urls.length === 0 ? undefined : { urls, authoritiesFile };
}

/** An address, with or without a name before it; no line break that could become a header. */
const ADDRESS = String.raw`[^\s@<>,;\p{Cc}]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+`;
const SENDER = new RegExp(String.raw`^(${ADDRESS}|[^<>,\p{Cc}]+ <${ADDRESS}>)$`, 'u');

/** Also the form without a host, for a socket: `postgresql://user@/database?host=/run/postgresql`. */
function isPostgresUrl(value: string): boolean {
  const url = URL.parse(value.replace(/^([a-z]+:\/\/[^/]*@)\//, '$1localhost/'));
  return url !== null && (url.protocol === 'postgresql:' || url.protocol === 'postgres:') && url.pathname.length > 1;
}

function problem(name: string, what: string, remedy: string): Problem {
  return { code: 'config.invalid', path: name, message: `${name} ${what}.`, remedy };
}

function invalid(problems: readonly Problem[]): Rejection {
  const lines = problems.map(({ message, remedy }) => `${message} ${remedy}`);
  return new Rejection('validation', 'config.invalid', `The settings cannot be used:\n${lines.join('\n')}`, { problems });
}
