import { existsSync, readFileSync, readdirSync } from 'node:fs';
import test from 'ava';
import { Rejection } from '../../../errors.ts';
import { childrenOf, walk } from '../../../engine/model/bpmn-element.ts';
import { parseBpmn } from '../../../engine/model/parse.ts';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

function document(content: string, declarations = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="${BPMN}" xmlns:tk="urn:trinh-ky:bpmn:1" ${declarations} id="d" targetNamespace="urn:t">${content}</bpmn:definitions>`;
}

async function findings(content: string, declarations?: string): Promise<string[]> {
  const { warnings } = await parseBpmn(document(content, declarations));
  return warnings.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

const CONFORMANCE = new URL('../../../../shared/conformance/', import.meta.url);

for (const [folder, count] of [
  ['miwg', 21],
  ['diagrams', 116],
] as const) {
  const directory = new URL(`${folder}/`, CONFORMANCE);
  const run = existsSync(directory) ? test : test.skip;
  run(`parses the ${count} diagrams of ${folder} without content it cannot read`, async (t) => {
    const files = readdirSync(directory).filter((name) => name.endsWith('.bpmn'));
    t.is(files.length >= (folder === 'miwg' ? count : 90), true);
    for (const file of files) {
      const { definitions, warnings } = await parseBpmn(readFileSync(new URL(file, directory), 'utf8'));
      t.is(definitions.$type, 'bpmn:Definitions', file);
      t.deepEqual(
        warnings.filter(({ severity, code }) => severity === 'error' && code !== 'unresolvedReference'),
        [],
        file,
      );
    }
  });
}

test('reads our extension as typed properties', async (t) => {
  const { definitions, warnings } = await parseBpmn(
    document(`<bpmn:process id="p"><bpmn:userTask id="u" tk:candidateRoles="judge" tk:form="f">
      <bpmn:extensionElements><tk:outcomes><tk:outcome id="approve" reasonRequired="true"/></tk:outcomes></bpmn:extensionElements>
    </bpmn:userTask></bpmn:process>`),
  );
  t.deepEqual(warnings, []);
  const task = [...walk(definitions)].find(({ id }) => id === 'u');
  t.is(task?.get('tk:candidateRoles'), 'judge');
  const outcome = [...walk(definitions)].find(({ $type }) => $type === 'tk:Outcome');
  t.is(outcome?.get('reasonRequired'), true);
});

test('reads Flowable, Operaton and Activiti as Camunda 7', async (t) => {
  for (const uri of ['http://flowable.org/bpmn', 'http://operaton.org/schema/1.0/bpmn', 'http://activiti.org/bpmn']) {
    const { definitions, warnings } = await parseBpmn(
      document('<bpmn:process id="p"><bpmn:userTask id="u" v:assignee="an"/></bpmn:process>', `xmlns:v="${uri}"`),
    );
    t.deepEqual(warnings, []);
    t.is([...walk(definitions)].find(({ id }) => id === 'u')?.$attrs['camunda:assignee'], 'an');
  }
});

test('an unknown vocabulary may stand in extension elements', async (t) => {
  t.deepEqual(
    await findings('<bpmn:process id="p"><bpmn:extensionElements><q:x a="1"/></bpmn:extensionElements></bpmn:process>', 'xmlns:q="urn:q"'),
    [],
  );
});

test('a reference to nothing is an error that names the element', async (t) => {
  const flow = '<bpmn:process id="p"><bpmn:task id="a"/><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="nowhere"/></bpmn:process>';
  t.deepEqual(await findings(flow), ['error unresolvedReference f']);
});

test('a diagram reference to nothing is only a warning', async (t) => {
  const di = `<bpmn:process id="p"/><bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="gone"/></bpmndi:BPMNDiagram>`;
  t.deepEqual(await findings(di, 'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'), ['warning unresolvedReference pl']);
});

test('an element that BPMN does not have is an error with its line', async (t) => {
  const { warnings } = await parseBpmn(document('<bpmn:process id="p">\n<bpmn:userTaks id="u"/>\n</bpmn:process>'));
  t.is(warnings[0]?.code, 'unreadableContent');
  t.is(warnings[0]?.details?.['line'], 3);
  t.is(warnings[0]?.details?.['tag'], 'bpmn:userTaks');
});

test('a misspelt attribute of BPMN or of ours is an error, never ignored', async (t) => {
  t.deepEqual(await findings('<bpmn:process id="p"><bpmn:boundaryEvent id="b" cancelActivty="false"/></bpmn:process>'), [
    'error unknownAttribute b',
  ]);
  t.deepEqual(await findings('<bpmn:process id="p"><bpmn:userTask id="u" tk:asignee="x"/></bpmn:process>'), ['error unknownAttribute u']);
});

test('a truth value or number that is not one is an error, never read as something else', async (t) => {
  t.deepEqual(await findings('<bpmn:process id="p"><bpmn:boundaryEvent id="b" cancelActivity="1"/></bpmn:process>'), [
    'error attributeValue b',
  ]);
  t.deepEqual(await findings('<bpmn:process id="p"><bpmn:boundaryEvent id="b" cancelActivity="True"/></bpmn:process>'), [
    'error attributeValue b',
  ]);
  t.deepEqual(await findings('<bpmn:process id="p"><bpmn:userTask id="u" startQuantity="2x"/></bpmn:process>'), ['error attributeValue u']);
  t.deepEqual(await findings('<bpmn:process id="p"><bpmn:serviceTask id="u" tk:retries="many"/></bpmn:process>'), [
    'error attributeValue u',
  ]);
  t.deepEqual(await findings('<bpmn:process id="p"><bpmn:boundaryEvent id="b" cancelActivity="false"/></bpmn:process>'), []);
});

test('duplicate and illegal ids are errors that name the id', async (t) => {
  t.deepEqual(await findings('<bpmn:process id="p"><bpmn:task id="a"/><bpmn:userTask id="a"/></bpmn:process>'), ['error duplicateId a']);
  t.deepEqual(await findings('<bpmn:process id="p"><bpmn:task id="1a"/></bpmn:process>'), ['error illegalId 1a']);
});

test('other XML is not BPMN', async (t) => {
  for (const xml of [
    '<a/>',
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>',
    `<bpmn:process xmlns:bpmn="${BPMN}" id="p"/>`,
  ]) {
    const error = (await t.throwsAsync(parseBpmn(xml), { instanceOf: Rejection })) as Rejection;
    t.is(error.code, 'notBpmn');
  }
});

test('a byte order mark changes nothing', async (t) => {
  const { definitions, warnings } = await parseBpmn(`\ufeff${document('<bpmn:process id="p"/>')}`);
  t.deepEqual(warnings, []);
  t.is(definitions.id, 'd');
});

test('an unsafe file is refused before it is read', async (t) => {
  const error = (await t.throwsAsync(parseBpmn('<!DOCTYPE a><a/>'), { instanceOf: Rejection })) as Rejection;
  t.is(error.code, 'xmlDtd');
});

test('a file of faults is refused soon, not after a walk over the file for each', async (t) => {
  const started = performance.now();
  const error = (await t.throwsAsync(parseBpmn(document('<bpmn:foo/>\n'.repeat(45_000) + ' '.repeat(4_000_000))), {
    instanceOf: Rejection,
  })) as Rejection;
  t.is(error.code, 'tooManyFaults');
  t.is(error.problems.length, 100);
  // one walk takes a quarter of a second; 45,000 would take hours
  t.true(performance.now() - started < 60_000);
});

test('many references to the same element stay affordable', async (t) => {
  const refs = '<bpmn:flowNodeRef>a</bpmn:flowNodeRef>'.repeat(45_000);
  const started = performance.now();
  const { definitions } = await parseBpmn(
    document(
      `<bpmn:process id="p"><bpmn:laneSet id="s"><bpmn:lane id="l">${refs}</bpmn:lane></bpmn:laneSet><bpmn:task id="a"/></bpmn:process>`,
    ),
  );
  t.is(childrenOf([...walk(definitions)].find(({ id }) => id === 'l') ?? definitions, 'flowNodeRef').length, 45_000);
  t.true(performance.now() - started < 20_000);
});
