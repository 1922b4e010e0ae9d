import { Rejection } from '../errors.ts';
import type { ReportLanguage } from './describe-problem.ts';

/** Throws Rejection validation `language.unknown`. */
export function readLanguage(value: unknown): ReportLanguage {
  if (value === 'vi' || value === 'en') return value;
  throw new Rejection('validation', 'language.unknown', 'Expected --language to be vi or en.');
}
