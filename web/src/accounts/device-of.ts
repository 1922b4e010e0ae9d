const BROWSERS = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['coc_coc', 'Cốc Cốc'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']] as const; // prettier-ignore
const SYSTEMS = [['Windows', 'Windows'], ['Android', 'Android'], ['iPhone', 'iOS'], ['iPad', 'iPadOS'], ['Mac OS', 'macOS'], ['Linux', 'Linux']] as const; // prettier-ignore

/** The program and system that a browser says it is, in a word each: what its holder knows it by. */
export function deviceOf(agent: string): string {
  const known = [BROWSERS, SYSTEMS].flatMap((list) => list.find(([mark]) => agent.includes(mark))?.[1] ?? []);
  return known.length > 0 ? known.join(', ') : agent.slice(0, 80);
}
