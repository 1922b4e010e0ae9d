import type { PadesLevel, VerificationReport } from '../../signing/report/verification-report.ts';

const LEVELS: readonly string[] = ['B-B', 'B-T', 'B-LT', 'B-LTA'];

/** The lowest level of its signatures; null when one has none, or there is none. */
export function levelOf({ signatures }: VerificationReport): PadesLevel | null {
  const levels = signatures.filter(({ kind }) => kind === 'signature').map(({ level }) => level);
  return levels.reduce((least, level) => (rank(level) < rank(least) ? level : least), levels[0] ?? null);
}

export const reaches = (level: string | null, wanted: string): boolean => rank(level) >= rank(wanted);

const rank = (level: string | null): number => (level === null ? -1 : LEVELS.indexOf(level));
