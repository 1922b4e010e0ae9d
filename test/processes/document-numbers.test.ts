/** Whatever a step of a shipped procedure has sealed by the agency can be numbered: its type or its symbol stands in a number. */
import test from 'ava';
import { readModules } from '../../composition/modules/read-module.ts';
import { PROCESSES_FOLDER } from '../../composition/modules/processes-folder.ts';

const TASK = /<bpmn:userTask [^>]*>.*?<\/bpmn:userTask>/gs;
const SIGNATURE = /<tk:signature [^>]*>/g;
/** A list goes with the letter that proposes, and bears no number of its own: who sends it says the letter's. */
const WITH_A_LETTER: ReadonlySet<string> = new Set(['round-list']);
const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

for (const { manifest, resources, documents, templates } of readModules(PROCESSES_FOLDER)) {
  const sealed = resources
    .filter(({ name }) => name.endsWith('.bpmn'))
    .flatMap(({ content }) => [...content.matchAll(SIGNATURE)].map(([tag]) => tag))
    .filter((tag) => attribute(tag, 'capacity') === 'agencySeal')
    .map((tag) => attribute(tag, 'document') ?? '');
  if (sealed.length > 0)
    test(`${manifest.key}: each document that is sealed has a number`, (t) => {
      for (const key of new Set(sealed)) {
        const document = documents.find((one) => one.key === key);
        t.truthy(document, key);
        t.true(document?.symbol !== undefined || /^[^\s/{}]{1,20}$/.test(document?.type ?? ''), `${key}: ${document?.type}`);
      }
    });

  const numbering = resources.filter(({ name, content }) => name.includes('.form') && content.includes('"numbering"'));
  const asking = new Set(numbering.map(({ content }) => (JSON.parse(content) as { readonly id: string }).id));
  const tasks = resources.flatMap(({ content }) => [...content.matchAll(TASK)].map(([tag]) => tag));
  const issuing = tasks.filter((tag) => asking.has(attribute(tag, 'tk:form') ?? ''));
  if (issuing.length > 0)
    test(`${manifest.key}: no step asks a person for the number of a document that the agency seals there`, (t) => {
      for (const tag of issuing) {
        const key = [...tag.matchAll(SIGNATURE)].map(([one]) => one).find((one) => attribute(one, 'capacity') === 'agencySeal');
        const template = templates.find(({ document }) => document === attribute(key ?? '', 'document'));
        // without a template it comes from outside, and has a number already
        if (template && !WITH_A_LETTER.has(template.document)) t.truthy(template.symbol, `${attribute(tag, 'id')}: ${key}`);
      }
    });
}
