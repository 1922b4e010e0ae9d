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

const HERE: readonly string[] = ['localhost', '127.0.0.1', '::1'];

/** `plain`: the network between encrypts by itself, which clamd cannot. */
export function scanningOf(
  read: ScanningReader,
  { production, plain }: { readonly production: boolean; readonly plain: boolean },
): ScanningConfig {
  const { refuse } = read;
  const value = read.text('CLAMD_URL');
  const clamd = value === undefined ? undefined : addressOf(value);
  const elsewhere = read.boolean('FILES_SCANNED_ELSEWHERE', false);
  if (value !== undefined && !clamd) refuse('CLAMD_URL', `is "${value}"`, 'Set it to tcp://host:3310 or unix:/run/clamav/clamd.ctl.');
  if (value !== undefined && elsewhere) refuse('FILES_SCANNED_ELSEWHERE', 'is set beside CLAMD_URL', 'Set one of them.');
  if (!production) return { clamd, elsewhere };
  if (value === undefined && !elsewhere)
    refuse('CLAMD_URL', 'is missing in production', 'Set it to the clamd that scans files, or set FILES_SCANNED_ELSEWHERE=true.');
  if (clamd && 'host' in clamd && !plain && !HERE.includes(clamd.host))
    refuse(
      'CLAMD_URL',
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
