/** Problems of a deployment, with their texts: our own and DMN's from messages.json, forms' and diagrams' from their rooms. */
import type { Problem } from '../../errors.ts';
import { CATALOGUES, problemText as bpmnText } from '../../engine/model/messages/problem-text.ts';
import { problemText as formText } from '../../forms/problem.ts';
import type { DeploymentProblem } from '../contract.ts';
import messages from './messages.json' with { type: 'json' };

type Texts = { readonly vi: string; readonly en: string };
type Message = Texts & { readonly remedy?: Texts };
export type DeployCode = Exclude<keyof typeof messages, `dmn.${string}`>;

const OWN: Readonly<Record<string, Message>> = messages;

/** `path`: the element id or JSON pointer that is at fault. */
export function resourceProblem(
  code: DeployCode,
  resource: string,
  path: string,
  details: Readonly<Record<string, unknown>> = {},
  severity: DeploymentProblem['severity'] = 'error',
): DeploymentProblem {
  return withText({ code, path, message: '', details: { element: path, resource, ...details } }, resource, severity);
}

export function withText(problem: Problem, resource: string, severity: DeploymentProblem['severity']): DeploymentProblem {
  const { text, remedy } = textsOf(problem);
  const { message, remedy: given } = problem;
  return {
    ...problem,
    message: message || text.en,
    ...((given ?? remedy) !== undefined && { remedy: given ?? remedy?.en }),
    resource,
    severity,
    text,
    ...(remedy && { remedyText: remedy }),
    details: { ...problem.details, text, ...(remedy && { remedy }) },
  };
}

function textsOf(problem: Problem): { readonly text: Texts; readonly remedy?: Texts } {
  const own = OWN[problem.code];
  if (own) {
    const remedy = own.remedy ?? (problem.remedy === undefined ? undefined : { vi: problem.remedy, en: problem.remedy });
    return { text: { vi: fill(own.vi, problem), en: fill(own.en, problem) || problem.message }, ...(remedy && { remedy }) };
  }
  if (!Object.hasOwn(CATALOGUES.vi, problem.code)) return { text: formText(problem) };
  const [vi, en] = [bpmnText(problem, 'vi'), bpmnText(problem, 'en')];
  const remedy = vi.remedy !== undefined && en.remedy !== undefined ? { vi: vi.remedy, en: en.remedy } : undefined;
  return { text: { vi: vi.message, en: en.message }, ...(remedy && { remedy }) };
}

function fill(text: string, { path = '', details = {} }: Problem): string {
  const values = new Map<string, unknown>(Object.entries({ element: path, ...details }));
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values.get(name) ?? ''));
}
