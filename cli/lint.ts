import { checkResource } from '../commands/definitions/check-resource.ts';
import type { CheckedResource } from '../commands/definitions/checked-resource.ts';
import type { CliCommand } from './cli-command.ts';
import { describeProblem, type ReportLanguage } from './describe-problem.ts';
import { readLanguage } from './read-language.ts';
import { readResources } from './read-resources.ts';

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
    const checked: CheckedResource[] = [];
    for (const resource of readResources(files)) checked.push(await checkResource(resource, new Date().toISOString()));
    if (options['json'] === true) print(JSON.stringify(checked.map(toReport), undefined, 2));
    else for (const resource of checked) for (const line of toLines(resource, language)) print(line);
    return checked.every(isSound) ? 0 : 1;
  },
};

function isSound({ problems }: CheckedResource): boolean {
  return problems.every(({ severity }) => severity !== 'error');
}

function toReport({ resource, definitions, problems, mapping }: CheckedResource): object {
  return { resource, definitions: definitions.map(({ kind, key, name }) => ({ kind, key, name })), problems, mapping };
}

function toLines(checked: CheckedResource, language: ReportLanguage): readonly string[] {
  const found = checked.problems.map((problem) => describeProblem(problem, language));
  const keys = checked.definitions.map(({ kind, key }) => `${kind} ${key}`).join(', ');
  return isSound(checked) ? [...found, `${checked.resource}: ok${keys === '' ? '' : ` (${keys})`}`] : found;
}
