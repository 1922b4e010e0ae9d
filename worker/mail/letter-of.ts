const LONGEST = 200;

/** Subject and body of what a notice says: its first line, and the whole. No line break or control character reaches a header. */
export function letterOf(text: string): { readonly subject: string; readonly body: string } {
  const [first = ''] = text.split('\n');
  const subject = [
    ...first
      .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ];
  const shown = subject.length > LONGEST ? `${subject.slice(0, LONGEST - 1).join('')}…` : subject.join('');
  return { subject: shown, body: text.replaceAll('\r', '') };
}
