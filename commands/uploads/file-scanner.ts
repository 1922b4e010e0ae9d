/** What looks for malware in files that people bring. Outside of any transaction, and bounded in time. */
export type ScanVerdict =
  | { readonly verdict: 'clean' }
  /** `finding`: the name of the malware */
  | { readonly verdict: 'found'; readonly finding: string }
  /** too large, or too costly, for it to look at the whole file: `limit` says which of its limits */
  | { readonly verdict: 'beyond'; readonly limit: string };

export interface FileScanner {
  /** which program with which signatures. Throws Transient `scannerUnavailable`. */
  version(): Promise<string>;
  /** Throws Transient `scannerUnavailable` where there is no verdict in time. */
  scan(file: Buffer, withinMs: number): Promise<ScanVerdict>;
}
