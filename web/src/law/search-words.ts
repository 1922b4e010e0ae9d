/** As people type: without case, diacritics count only for who types them. Every word has to be somewhere. */
const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase();
const plain = (text: string): string => text.normalize('NFC').toLowerCase();

export function matches(texts: readonly (string | undefined)[], typed: string): boolean {
  const whole = texts.filter((text) => text !== undefined).join(' ');
  const [withMarks, without] = [plain(whole), bare(whole)];
  return typed
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => (bare(word) === plain(word) ? without.includes(bare(word)) : withMarks.includes(plain(word))));
}
