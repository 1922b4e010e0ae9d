/** A scanner that says what the test says. */
import type { FileScanner, ScanVerdict } from '../../commands/uploads/file-scanner.ts';
import { Transient } from '../../errors.ts';
import { EICAR } from './eicar.ts';

export interface ToldScanner extends FileScanner {
  isDown: boolean;
  signatures: string;
  /** what it finds, beside EICAR */
  readonly known: Map<string, string>;
  /** files that it is too small for, by a part of their text */
  beyond: string | undefined;
  /** files whose scan fails */
  failing: string | undefined;
  scans: number;
}

export function toldScanner(): ToldScanner {
  const down = (): Transient => new Transient('scannerUnavailable', 'down by the test');
  const scanner: ToldScanner = {
    isDown: false,
    signatures: '27500',
    known: new Map([[EICAR, 'Eicar-Signature']]),
    beyond: undefined,
    failing: undefined,
    scans: 0,
    async version() {
      if (scanner.isDown) throw down();
      return await Promise.resolve(`ClamAV 1.4.6/${scanner.signatures}`);
    },
    async scan(file) {
      scanner.scans += 1;
      if (scanner.isDown || (scanner.failing !== undefined && file.includes(scanner.failing))) throw down();
      return await Promise.resolve(verdictOf(scanner, file));
    },
  };
  return scanner;
}

function verdictOf({ known, beyond }: ToldScanner, file: Buffer): ScanVerdict {
  if (beyond !== undefined && file.includes(beyond)) return { verdict: 'beyond', limit: 'StreamMaxLength' };
  const finding = [...known].find(([text]) => file.includes(text))?.[1];
  return finding === undefined ? { verdict: 'clean' } : { verdict: 'found', finding };
}
