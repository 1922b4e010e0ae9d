import { existsSync, readFileSync, readdirSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { Rejection } from '../../../errors.ts';
import { lintDefinitions } from '../../../engine/model/lint/lint.ts';
import { parseBpmn } from '../../../engine/model/parse.ts';
import { mapVendorAttributes } from '../../../engine/model/vendors/map-vendor-attributes.ts';
import { bpmn, bpmnText, flows } from './bpmn-text.ts';

const FOLDERS = ['diagrams', 'miwg'].map((name) => new URL(`../../../../shared/conformance/${name}/`, import.meta.url));

/** A few of each kind, small enough to be read a few hundred times; our own where the corpus is absent. */
function seeds(): string[] {
  const files = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
    return names.map((name) => readFileSync(new URL(name, folder), 'utf8'));
  });
  const own = bpmnText(
    `${bpmn.straight}<bpmn:serviceTask id="v" camunda:class="a.B"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="p">\${a}</camunda:inputParameter></camunda:inputOutput><zeebe:taskDefinition type="t"/></bpmn:extensionElements></bpmn:serviceTask>${flows('v e')}`,
  );
  return [own, ...files.filter((text) => text.length < 20_000)];
}

type Edit = (xml: string, at: number, other: number) => string;

const pick = <T>(values: readonly T[], at: number): T | undefined => values[Math.floor(at * values.length)];

/** Mistakes as a hand or a bad tool makes them: each keeps the file well formed most of the time. */
const EDITS: readonly Edit[] = [
  (xml, at) => xml.replace(pick([...xml.matchAll(/ [\w:]+="[^"]*"/g)], at)?.[0] ?? '', ''),
  (xml, at, other) => {
    const values = [...xml.matchAll(/="([^"]*)"/g)].map(([, value]) => value ?? '');
    return xml.replace(`"${pick(values, at)}"`, `"${pick(values, other)}"`);
  },
  (xml, at) => xml.replace(pick([...xml.matchAll(/<[\w:]+[^<>]*\/>/g)], at)?.[0] ?? '', ''),
  (xml, at, other) => {
    const tags = [...xml.matchAll(/<[\w:]+[^<>]*\/>/g)].map(([tag]) => tag);
    return xml.replace(pick(tags, at) ?? '', (found) => `${found}${pick(tags, other)}`);
  },
  (xml, at, other) => {
    const names = [...xml.matchAll(/<((?:\w+:)?\w+)[ >/]/g)].map(([, name]) => name ?? '');
    const [from, to] = [pick(names, at) ?? '', pick(names, other) ?? ''];
    return xml.replaceAll(new RegExp(`(</?)${from}(?=[ >/])`, 'g'), `$1${to}`);
  },
  (xml, at) => xml.replace(pick([...xml.matchAll(/>[^<>]+</g)], at)?.[0] ?? '', '>${x.y()} = R/1..99999999<'),
];

test('whatever is wrong with a diagram, it is a rejection or a list of findings, never a failure', async (t) => {
  const edit = fc.tuple(
    fc.constantFrom(...EDITS),
    fc.double({ min: 0, max: 0.999, noNaN: true }),
    fc.double({ min: 0, max: 0.999, noNaN: true }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...seeds()), fc.array(edit, { minLength: 1, maxLength: 6 }), async (seed, edits) => {
      const xml = edits.reduce((text, [apply, at, other]) => apply(text, at, other), seed);
      try {
        const { definitions } = await parseBpmn(xml);
        mapVendorAttributes(definitions);
        lintDefinitions(definitions);
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
      }
    }),
    { numRuns: 400 },
  );
  t.pass();
});
