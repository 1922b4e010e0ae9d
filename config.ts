/**
 * The settings, read once from the environment. The only reader of process.env; only the composition roots import it.
 * Everything is checked before anything starts, and all mistakes are told at once, each with its remedy.
 */
import path from 'node:path';
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
  /** hops of reverse proxies in front, whose X-Forwarded-* headers are believed */
  readonly trustedProxies: number;
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
  /** undefined: no mail is sent */
  readonly smtp: { readonly url: string; readonly from: string } | undefined;
  /** test builds only: the crash point at which the process kills itself, `point` or `point:n` */
  readonly crashAt: string | undefined;
  readonly log: { readonly level: (typeof LOG_LEVELS)[number]; readonly format: (typeof LOG_FORMATS)[number] };
}

/** Throws a Rejection that lists every wrong variable. An empty value counts as absent. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, terminal: boolean = process.stdout.isTTY): Config {
  const problems: Problem[] = [];
  const read = readerOf(env, problems);
  const production = read.oneOf('NODE_ENV', MODES, 'development') === 'production';
  const config: Config = {
    production,
    host: read.text('HOST') ?? (production ? '::' : '127.0.0.1'),
    port: read.integer('PORT', 8080, 0, 65_535),
    trustedProxies: read.integer('TRUST_PROXY', 0, 0, 10),
    dataFolder: path.resolve(read.text('DATA_DIR') ?? 'data'),
    databaseUrl: read.databaseUrl('DATABASE_URL'),
    keys: keysOf(read, production, path.resolve(read.text('DATA_DIR') ?? 'data')),
    pgBin: read.text('PG_BIN'),
    poolSize: read.integer('POOL_SIZE', 10, 1, 500),
    migrateAtStart: read.boolean('MIGRATE', !production),
    workerInServer: read.boolean('WORKER', true),
    demo: read.boolean('DEMO', !production),
    rootUnit: read.unit('ROOT_UNIT', 'cuc'),
    unsettledLaw: read.oneOf('UNSETTLED_LAW', ['refuse', 'flag'], production ? 'refuse' : 'flag'),
    heldGrades: read.listOf('STATE_SECRETS', GRADES),
    shutdownMs: read.integer('SHUTDOWN_SECONDS', 20, 1, 600) * 1_000,
    smtp: smtpOf(read.mailServer('SMTP_URL'), read.mailSender('MAIL_FROM'), problems),
    crashAt: read.text('TRINHKY_CRASH_AT'),
    log: {
      level: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
      format: read.oneOf('LOG_FORMAT', LOG_FORMATS, production || !terminal ? 'json' : 'lines'),
    },
  };
  if (production && config.keys.create === true)
    problems.push(problem('KEY_FILE', 'is missing in production', 'Set it to the file of the key-encryption keys, or set KMS_URL.'));
  if (production && config.demo) problems.push(problem('DEMO', 'is on in production, where its passwords are public', 'Remove it.'));
  if (production && config.unsettledLaw === 'flag')
    problems.push(problem('UNSETTLED_LAW', 'is flag in production, where unverified law would decide about people', 'Remove it.'));
  if (production && config.crashAt !== undefined)
    problems.push(problem('TRINHKY_CRASH_AT', 'is set in production, where it would kill the process', 'Remove it.'));
  if (problems.length > 0) throw invalid(problems);
  return Object.freeze({ ...config, log: Object.freeze(config.log) });
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

  return { text, integer, oneOf, listOf, boolean, unit, databaseUrl, mailServer, mailSender, keyService };
}

/** In development a key file is made beside the data; elsewhere it must be there. */
function keysOf(read: ReturnType<typeof readerOf>, production: boolean, dataFolder: string): Config['keys'] {
  const kms = read.keyService('KMS_URL', production);
  if (kms !== undefined) return { kms, token: read.text('KMS_TOKEN') };
  const file = read.text('KEY_FILE');
  return { file: path.resolve(file ?? path.join(dataFolder, 'keys', 'master.keys')), create: file === undefined };
}

/** Both or neither. */
function smtpOf(url: string | undefined, from: string | undefined, problems: Problem[]): Config['smtp'] {
  if (url !== undefined && from !== undefined) return { url, from };
  if (url !== undefined) problems.push(problem('MAIL_FROM', 'is missing beside SMTP_URL', 'Set it to the address that mail comes from.'));
  if (from !== undefined) problems.push(problem('SMTP_URL', 'is missing beside MAIL_FROM', 'Set it to the mail server, or remove both.'));
  return undefined;
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
