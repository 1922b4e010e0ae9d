/**
 * Which version of a decision applies (design D13). A decision file may say from when its rules are the law (`validFrom` on the
 * root element, any namespace). The rules that came into force last before the day asked for count, and of those the newest
 * version: a correction of old rules does not displace the new ones.
 */

/** `since`: ISO date, '' where it always was in force. `versions` newest first. */
export function decisionInForce<T extends { readonly since: string }>(versions: readonly T[], asOf: string): T | undefined {
  let found: T | undefined;
  for (const version of versions) if (version.since <= asOf && (!found || version.since > found.since)) found = version;
  return found;
}

/** '' where the file does not say: always in force. */
export function validFrom(source: string): string {
  const root = /<(?:[\w.-]+:)?definitions\b[^>]*>/.exec(source)?.[0] ?? '';
  return /\s(?:[\w.-]+:)?validFrom\s*=\s*["'](\d{4}-\d{2}-\d{2})["']/.exec(root)?.[1] ?? '';
}
