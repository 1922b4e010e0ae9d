/** Whatever a step of a shipped procedure has sealed by the agency can be numbered: its type or its symbol stands in a number. */
import test from 'ava';
import { readModules } from '../../composition/modules/read-module.ts';
import { PROCESSES_FOLDER } from '../../composition/modules/processes-folder.ts';

const SIGNATURE = /<tk:signature [^>]*>/g;
const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

for (const { manifest, resources, documents } of readModules(PROCESSES_FOLDER)) {
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
}
