/** Problems of a deployment, with their texts: our own from messages.json, those of diagrams, decisions and forms from their rooms. */
import type { Problem } from '../../errors.ts';
import dmnEn from '../../engine/decisions/messages/en.json' with { type: 'json' };
import dmnVi from '../../engine/decisions/messages/vi.json' with { type: 'json' };
import { CATALOGUES, problemText as bpmnText } from '../../engine/model/messages/problem-text.ts';
import { problemRemedy as formRemedy, problemText as formText } from '../../forms/problem.ts';
import type { DeploymentProblem } from '../contract.ts';
import messages from './messages.json' with { type: 'json' };

type Texts = { readonly vi: string; readonly en: string };
type Message = Texts & { readonly remedy?: Texts };
export type DeployCode = keyof typeof messages;

const OWN: Readonly<Record<string, Message>> = {
  ...messages,
  ...Object.fromEntries(Object.entries(dmnEn).map(([code, en]) => [code, bilingual(dmnVi[code as keyof typeof dmnVi], en)])),
};

type OneLanguage = { readonly message: string; readonly remedy?: string };

function bilingual(vi: OneLanguage, en: OneLanguage): Message {
  return {
    vi: vi.message,
    en: en.message,
    ...(vi.remedy !== undefined && en.remedy !== undefined && { remedy: { vi: vi.remedy, en: en.remedy } }),
  };
}

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
    const { remedy } = own;
    return { text: filled(own, problem), ...(remedy && { remedy: filled(remedy, problem) }) };
  }
  if (!Object.hasOwn(CATALOGUES.vi, problem.code)) {
    const ofForm = formRemedy(problem);
    return { text: formText(problem), ...(ofForm && { remedy: ofForm }) };
  }
  const [vi, en] = [bpmnText(problem, 'vi'), bpmnText(problem, 'en')];
  const remedy = vi.remedy !== undefined && en.remedy !== undefined ? { vi: vi.remedy, en: en.remedy } : undefined;
  return { text: { vi: vi.message, en: en.message }, ...(remedy && { remedy }) };
}

function filled({ vi, en }: Texts, problem: Problem): Texts {
  return { vi: fill(vi, problem), en: fill(en, problem) };
}

function fill(text: string, { path = '', details = {} }: Problem): string {
  const values = new Map<string, unknown>(Object.entries({ element: path, ...details }));
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => plain(values.get(name)));
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
