import type { DeploymentProblem } from '../commands/contract.ts';

export type ReportLanguage = 'vi' | 'en';

/** One line, as compilers write them: file, element, severity, what, and what to do. */
export function describeProblem({ resource, path, severity, text, remedyText }: DeploymentProblem, language: ReportLanguage): string {
  const said = [text[language], remedyText?.[language]].filter(Boolean).join(' ');
  return [resource, path, severity, said].filter(Boolean).join(': ');
}
