/** Which scanner looks for malware in files that are brought. Read by config.ts, and only through what it hands in. */

export type ScannerAddress = { readonly socket: string } | { readonly host: string; readonly port: number };

export interface ScanningConfig {
  /** clamd; undefined: files are not scanned from here */
  readonly clamd: ScannerAddress | undefined;
  /** somebody else scans what comes in, before it reaches the product */
  readonly elsewhere: boolean;
}

export interface ScanningReader {
  text(name: string): string | undefined;
  boolean(name: string, fallback: boolean): boolean;
  refuse(name: string, what: string, remedy: string): void;
}

const URL_NAME = 'CLAMD_URL';
const ELSEWHERE = 'FILES_SCANNED_ELSEWHERE';
const HERE: readonly string[] = ['localhost', '127.0.0.1', '::1'];

/** `plain`: the network between encrypts by itself, which clamd cannot. */
export function scanningOf(
  { text, boolean, refuse }: ScanningReader,
  { production, plain }: { readonly production: boolean; readonly plain: boolean },
): ScanningConfig {
  const value = text(URL_NAME);
  const clamd = value === undefined ? undefined : addressOf(value);
  const elsewhere = boolean(ELSEWHERE, false);
  if (value !== undefined && !clamd) refuse(URL_NAME, `is "${value}"`, 'Set it to tcp://host:3310 or unix:/run/clamav/clamd.ctl.');
  if (value !== undefined && elsewhere) refuse(ELSEWHERE, `is set beside ${URL_NAME}`, 'Set one of them.');
  if (!production) return { clamd, elsewhere };
  if (value === undefined && !elsewhere)
    refuse(URL_NAME, 'is missing in production', `Set it to the clamd that scans files for malware, or set ${ELSEWHERE}=true.`);
  if (clamd && 'host' in clamd && !plain && !HERE.includes(clamd.host))
    refuse(
      URL_NAME,
      'leads over the network, in the clear, in production',
      'Use a socket of this machine, or set PLAIN_CONNECTIONS=scanner.',
    );
  return { clamd, elsewhere };
}

/** `unix:/path`, `tcp://host:port`; undefined for what is neither. */
function addressOf(value: string): ScannerAddress | undefined {
  if (/^unix:(\/\/)?\/[^/]/.test(value)) return { socket: value.replace(/^unix:(\/\/)?/, '') };
  const url = URL.parse(value);
  if (url?.protocol !== 'tcp:' || url.hostname === '' || url.port === '' || url.username !== '' || url.pathname.length > 1)
    return undefined;
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(url.port) };
}
