/** The file that every scanner finds and that does no harm (eicar.org). In pieces, or scanners would take this source away. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');
