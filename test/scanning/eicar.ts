import { scanPdf } from '../commands/uploads/files.ts';

/** The file that every scanner finds and that does no harm (eicar.org). In pieces, or scanners would take this source away. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');

/** A PDF that is sound but for an object that nothing shows. `text` makes files differ. */
export const infectedPdf = (text: string, malware = EICAR): Buffer =>
  scanPdf({ text, more: [`<</Length ${malware.length}>>\nstream\n${malware}\nendstream`] });
