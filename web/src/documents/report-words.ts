/** Words for what a verification found: those that `trinh-ky verify` prints. */
import en from '../../../signing/report/en.json';
import vi from '../../../signing/report/vi.json';
import type { FindingReport, SignatureReport } from '../../../signing/report/verification-report.ts';

type Words = Readonly<Record<string, string>>;
type Language = 'vi' | 'en';

const BOOKS: Readonly<Record<Language, typeof vi>> = { vi, en };

export const findingText = ({ code, details }: FindingReport, language: Language): string =>
  filled((BOOKS[language].findings as Words)[code] ?? code, details);

type Change = SignatureReport['changesSince']['permitted'][number] | SignatureReport['changesSince']['refused'][number];

export const changeText = ({ code, ...rest }: Change, language: Language): string =>
  filled((BOOKS[language].changes as Words)[code] ?? code, rest);

const filled = (text: string, values: object): string =>
  text
    .replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => (values as Readonly<Record<string, string | number | undefined>>)[name]?.toString() ?? '',
    )
    .trim();
