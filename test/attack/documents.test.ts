/** Diagrams and tables as weapons: each is refused in time, reads no file and asks nobody. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import ava from 'ava';
import { DEFAULT_OPTIONS } from '../../api/api-services.ts';
import { bpmn, chain, task } from '../commands/fixtures.ts';
import { useApi } from '../api/api-server.ts';

const server = useApi(ava, { limits: { ...DEFAULT_OPTIONS.limits, deploy: 1_000 } });
const test = ava.serial;

const good = bpmn('p', `<startEvent id="s"/>${task('a')}<endEvent id="e"/>${chain('s', 'a', 'e')}`);
const dmn = `<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n"><decision id="x" name="x"><literalExpression><text>1</text></literalExpression></decision></definitions>`;
const withDoctype = (xml: string, doctype: string, inside = ''): string =>
  xml.replace(/(<\?xml[^>]*\?>)/, `$1${doctype}`).replace(/name="[^"]*"/, `name="${inside}"`);
const billion = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 12 }, (_, i) => `<!ENTITY ${'abcdefghijklm'[i + 1]} "${`&${'abcdefghijklm'[i]};`.repeat(10)}">`).join('')}]>`;

async function deploy(name: string, content: string) {
  const started = performance.now();
  const body = { name: 'x', resources: [{ name, content }] };
  const answer = await server.as('analyst')('POST', '/api/v1/deployments', { body });
  return { ...answer, ms: performance.now() - started };
}

for (const [kind, xml] of [
  ['p.bpmn', good],
  ['d.dmn', dmn],
] as const) {
  for (const [what, content] of [
    ['a billion laughs', withDoctype(xml, billion, '&m;')],
    ['an entity that is a file', withDoctype(xml, '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', '&f;')],
    ['an external document type', withDoctype(xml, '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">')],
    ['a parameter entity', withDoctype(xml, '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>')],
    ['an entity nobody knows', xml.replace(/name="[^"]*"/, 'name="&nobody;"')],
    [
      'elements a thousand deep',
      xml.replace('</definitions>', `${'<documentation>'.repeat(5_000)}${'</documentation>'.repeat(5_000)}</definitions>`),
    ],
    ['an element with no end', xml.slice(0, -20)],
    ['bytes that are no text', `${xml.slice(0, 60)}\u0000\u0001${xml.slice(60)}`],
  ] as const)
    test(`${kind} with ${what} is refused at once, and tells nothing of this machine`, async (t) => {
      const { status, body, ms } = await deploy(kind, content);
      t.true([400, 422].includes(status), `${status} ${JSON.stringify(body).slice(0, 300)}`);
      t.false(JSON.stringify(body).includes('root:'));
      t.true(ms < 10_000, `${ms} ms`);
    });
}

test('an XInclude and a schema of elsewhere are asked of nobody', async (t) => {
  let asked = 0;
  const other = createServer((_, response) => {
    asked += 1;
    response.end('<x/>');
  });
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(other.address() as AddressInfo).port}/x.xml`;
  const include = `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${at}"/>`;
  const hint = `xmlns:y="urn:y" xsi:schemaLocation="urn:y ${at}" `;
  for (const content of [
    good.replace('</process>', `${include}</process>`),
    good.replace('targetNamespace', `${hint}targetNamespace`),
    withDoctype(good, `<!DOCTYPE x SYSTEM "${at}">`),
    good.replace(/(<\?xml[^>]*\?>)/, `$1<?xml-stylesheet href="${at}"?>`),
  ])
    t.true((await deploy('p.bpmn', content)).status < 500);
  await new Promise((resolve) => other.close(resolve));
  t.is(asked, 0);
});

test('an expression that runs away, or looks for the machine, does neither', async (t) => {
  for (const expression of [
    'process.env',
    'this.constructor.constructor(&quot;return process&quot;)()',
    'for i in 1..999999999 return i',
    'string join(for i in 1..100000 return &quot;x&quot;)',
  ]) {
    const content = good.replace('isExecutable="true"', `isExecutable="true" tk:caseTitle="${expression}"`);
    const { status, body, ms } = await deploy('p.bpmn', content);
    if (status === 201) {
      const begun = await server.as('lan')('POST', '/api/v1/cases', { body: { procedure: 'p' } });
      t.true(begun.status < 500, expression);
      t.false(JSON.stringify(begun.body).includes('PATH'));
    } else t.true([400, 422].includes(status), JSON.stringify(body));
    t.true(ms < 10_000);
  }
});

test('a file that climbs out of its folder by its name is only a name', async (t) => {
  for (const name of ['../../etc/passwd.bpmn', '/etc/cron.d/x.bpmn', 'a\u0000.bpmn', 'C:\\x.bpmn', '..'])
    t.true((await deploy(name, good)).status < 500, name);
});

test('rules, parameters and code are no resource that a deployment over HTTP takes', async (t) => {
  const rules = JSON.stringify({ role: 'officer', rules: [{ id: 'r', effect: 'allow', subject: 'Account', actions: ['grant'] }] });
  for (const name of ['rules.json', 'x.rules.json', 'module.json', 'parameters.json', 'x.js', 'x.ts']) {
    const { status } = await deploy(name, rules);
    t.true([400, 422].includes(status), `${name} ${status}`);
  }
});
