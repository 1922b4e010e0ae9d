/** A text as people type it in a hurry: small letters without Vietnamese diacritics, so that "da nang" finds "Đà Nẵng". */
export function plainText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();
}
