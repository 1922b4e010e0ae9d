import fs from 'node:fs';
import { checkResource } from '../commands/definitions/check-resource.ts';
import type { CheckedResource } from '../commands/definitions/checked-resource.ts';
import type { DeploymentProblem } from '../commands/contract.ts';
import { Rejection } from '../errors.ts';
import type { CliCommand } from './cli-command.ts';

const LANGUAGES = ['vi', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

export const lintCommand: CliCommand = {
  name: 'lint',
  summary: 'Check diagrams, decision tables and forms as a deployment would; needs no database',
  usage: '<file> ...',
  options: {
    language: { type: 'string', default: 'vi', help: 'vi (default) or en' },
    json: { type: 'boolean', help: 'print what was found as JSON' },
  },
  async run({ print }, { options, arguments: files }) {
    const language = readLanguage(options['language']);
    if (files.length === 0) throw new Rejection('validation', 'lint.noFile', 'Expected at least one file to check.');
    const checked: CheckedResource[] = [];
    for (const name of files) checked.push(await checkResource({ name, content: readFile(name) }, new Date().toISOString()));
    if (options['json'] === true) print(JSON.stringify(checked.map(toReport), undefined, 2));
    else for (const resource of checked) for (const line of toLines(resource, language)) print(line);
    return checked.some(({ problems }) => problems.some(({ severity }) => severity === 'error')) ? 1 : 0;
  },
};

function readLanguage(value: unknown): Language {
  const language = LANGUAGES.find((known) => known === value);
  if (language === undefined) throw new Rejection('validation', 'lint.language', `Expected --language to be ${LANGUAGES.join(' or ')}.`);
  return language;
}

function readFile(name: string): string {
  try {
    return fs.readFileSync(name, 'utf8');
  } catch (error) {
    throw new Rejection('validation', 'lint.unreadable', `Cannot read ${name}: ${(error as Error).message}.`, { cause: error });
  }
}

function toReport({ resource, definitions, problems, mapping }: CheckedResource): object {
  return { resource, definitions: definitions.map(({ kind, key, name }) => ({ kind, key, name })), problems, mapping };
}

/** One line for each problem, as compilers write them: file, element, severity, what, and what to do. */
function toLines({ resource, problems, definitions }: CheckedResource, language: Language): readonly string[] {
  const found = problems.map((problem) => `${resource}: ${describe(problem, language)}`);
  const keys = definitions.map(({ kind, key }) => `${kind} ${key}`).join(', ');
  const sound = problems.every(({ severity }) => severity !== 'error');
  return sound ? [...found, `${resource}: ok${keys === '' ? '' : ` (${keys})`}`] : found;
}

function describe({ path, severity, text, remedyText }: DeploymentProblem, language: Language): string {
  const remedy = remedyText?.[language];
  return [path, severity, [text[language], remedy].filter(Boolean).join(' ')].filter(Boolean).join(': ');
}
