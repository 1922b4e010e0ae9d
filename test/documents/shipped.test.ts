/** The templates that are shipped: each makes a sound document of what the forms of its module set, and of nothing else. */
import test from 'ava';
import { documentFields } from '../../documents/document-fields.ts';
import { parseText } from '../../documents/fill/parse-text.ts';
import { renderDocument } from '../../documents/render-document.ts';
import { Rejection } from '../../errors.ts';
import { addFields } from '../../signing/pdf/add-fields.ts';
import { feel } from '../../expressions/feel.ts';
import { knownPaths, unknownPaths, visibleRoots } from './samples/known-paths.ts';
import { readMade } from './samples/read-made.ts';
import { MODULES, SHIPPED } from './samples/shipped.ts';

const random = (bytes: number): Buffer => Buffer.alloc(bytes, 7);

for (const { module, template, input } of SHIPPED) {
  test(`${module}: ${template.document} is made, archivable, and takes its fields`, (t) => {
    const made = renderDocument(template, input);
    t.true(made.pages <= 3, `${made.pages} pages`);
    const read = readMade(made.pdf);
    t.is(read.stray, 0);
    t.true(read.outputIntent);
    t.deepEqual(read.loose, []);
    t.notThrows(() => addFields(made.pdf, documentFields(made.places), random));
  });
}

test('a document of a case that knows nothing is refused, not made with holes', (t) => {
  for (const { template, input } of SHIPPED) {
    const empty = {
      ...input,
      variables: {},
      form: {},
      ...(input.lines && { lines: input.lines.map((line) => ({ ...line, values: {} })) }),
    };
    t.throws(() => renderDocument(template, empty), { instanceOf: Rejection }, template.document);
  }
});

test('every value comes from a variable that the module sets', (t) => {
  for (const module of MODULES) {
    const known = knownPaths(module, MODULES);
    const unknown = module.templates.flatMap((template) =>
      unknownPaths(expressionsOf(template), known).map((path) => `${module.manifest.key}/${template.document}: ${path}`),
    );
    t.deepEqual(unknown, []);
  }
});

test('a document of a called process uses only what that process is given', (t) => {
  for (const module of MODULES) {
    const { paths, roots } = knownPaths(module);
    const names = new Set([...roots, ...Array.from(paths, (path) => path.split('.')[0] ?? '')]);
    for (const { content } of module.resources.filter(({ name }) => module.manifest.diagrams.includes(name))) {
      const visible = visibleRoots(module, content);
      const own = module.templates.filter(({ document }) => visible && content.includes(`<tk:document key="${document}"`));
      const hidden = own.flatMap((template) =>
        expressionsOf(template)
          .flatMap((source) => feel.compile(source).inputs)
          .filter((name) => name !== 'form' && names.has(name) && !visible?.has(name))
          .map((name) => `${module.manifest.key}/${template.document}: ${name}`),
      );
      t.deepEqual(hidden, []);
    }
  }
});

test('a variable that no form sets is found', (t) => {
  const [module] = MODULES.filter(({ manifest }) => manifest.key === 'postponement');
  if (!module) return t.fail();
  const said = ['person.name', 'person.nickname', 'form.note.txt', 'decisionIssued.issuedOn', 'judgement.date'];
  t.deepEqual(unknownPaths(said, knownPaths(module)), ['person.nickname', 'form.note.txt', 'judgement.date']);
});

test('what is not of a text that was read says what is to be verified', (t) => {
  for (const { template } of SHIPPED) t.true(template.confidence === 'A' || (template.unverified?.length ?? 0) > 0, template.document);
});

test('signatures of the diagrams have their place: the seal where the step asks for it', (t) => {
  for (const { manifest, resources, templates } of MODULES) {
    const diagrams = resources.filter(({ name }) => manifest.diagrams.includes(name)).map(({ content }) => content);
    for (const { document, signatures } of templates) {
      const sealed = diagrams.some((content) => new RegExp(`<tk:signature document="${document}" capacity="agencySeal"`).test(content));
      t.is(
        signatures.some(({ seal }) => seal === true),
        sealed,
        `${manifest.key}/${document}`,
      );
    }
  }
});

test('a document that is signed here and has a place for a number gets the seal that gives it', (t) => {
  for (const { manifest, resources, templates } of MODULES) {
    const diagrams = resources.filter(({ name }) => manifest.diagrams.includes(name)).map(({ content }) => content);
    const unsealed = templates.filter(({ document, symbol, signatures }) => {
      const isSigned = diagrams.some((content) => content.includes(`<tk:signature document="${document}"`));
      return symbol !== undefined && isSigned && !signatures.some(({ seal }) => seal === true);
    });
    t.deepEqual(
      unsealed.map(({ document }) => document),
      [],
      manifest.key,
    );
  }
});

/** All FEEL of a template, wherever it stands. */
function expressionsOf(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') {
    if (key === 'when' || key === 'each') return [value];
    return (parseText(value) ?? []).flatMap((segment) => (typeof segment === 'string' ? [] : [segment.source]));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => expressionsOf(one, Array.isArray(value) ? key : name));
}
