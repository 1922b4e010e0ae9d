/** Said at the start, for whoever runs it: by what files are scanned for malware, or that they are not. */
import type { Services } from '../commands/contract.ts';
import type { Config } from '../config.ts';
import { Transient } from '../errors.ts';

/** A scanner that does not answer stops nothing: what comes meanwhile waits. */
export async function tellScanning(
  { elsewhere }: Config['scanning'],
  { scanner, logger }: Pick<Services, 'scanner' | 'logger'>,
): Promise<void> {
  if (!scanner) {
    if (elsewhere) logger.info('files that are brought are not scanned here: FILES_SCANNED_ELSEWHERE says that something before does it');
    else logger.warn('files that are brought are not scanned for malware: set CLAMD_URL');
    return;
  }
  try {
    logger.info({ scanner: await scanner.version() }, 'files that are brought are scanned for malware');
  } catch (error) {
    if (!(error instanceof Transient)) throw error;
    logger.warn({ error }, 'the scanner for malware (CLAMD_URL) does not answer: files that are brought wait');
  }
}
