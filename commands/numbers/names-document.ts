/** Spaces and hyphens are written in several ways. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replaceAll(/[\u2010-\u2015]/gu, '-')
    .replaceAll(/\s+/gu, ' ');

/**
 * Whether a text, such as the subject of a letter that corrects another document, names that one by number and date:
 * `05/QĐ-TA`, and `05/3/2026`, `05-03-2026` or `ngày 05 tháng 3 năm 2026`. `day`: ISO date.
 */
export function namesDocument(text: string, { number, day }: { readonly number: string; readonly day: string }): boolean {
  const said = plain(text);
  const [year = '', month = '', date = ''] = day.split('-');
  const [d, m] = [`0?${Number(date)}`, `0?${Number(month)}`];
  const dated = new RegExp(`(^|\\D)(${d}[/.-]${m}[/.-]${year}|${d} tháng ${m} năm ${year})(?!\\d)`, 'u');
  const at = said.indexOf(plain(number));
  return (
    at >= 0 && !/[\p{L}\p{N}]/u.test(said.charAt(at - 1)) && !/[\p{L}\p{N}-]/u.test(said.charAt(at + number.length)) && dated.test(said)
  );
}
