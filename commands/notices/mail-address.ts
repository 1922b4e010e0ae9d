const LONGEST = 254;

/** One plain address (RFC 5321 4.5.3.1): no name, no list, no line break that could become a header. */
export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST && /^[^\s@<>,;:"()[\]\\\p{Cc}]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(text);
}
