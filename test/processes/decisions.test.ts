/** Every rule of every shipped table says on what it rests, and what nobody has verified decides nothing where that is refused. */
import path from 'node:path';
import test from 'ava';
import { withStanding } from '../../casework/undetermined.ts';
import { contentOf } from '../../composition/modules/module-content.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { answerDecision } from '../../engine/decisions/answer-decision.ts';
import type { Rule } from '../../engine/decisions/ast.ts';
import { parseDmn } from '../../engine/decisions/xml/parse-dmn.ts';
import { stepFuel } from '../../engine/fuel.ts';
import { DEFAULT_LIMITS } from '../../engine/ports.ts';
import type { Json } from '../../expressions/json.ts';
import { compileModule } from '../../scenarios/compile-module.ts';

/** how the column of verification begins where a jurist has not seen the rule's text */
const UNVERIFIED = /; chờ xác minh:/;
/** what leaves it to a person already decides nothing that could be refused */
const LEFT_TO_A_PERSON = /undetermined|phải xác định/i;
/** the table asks whether the register's numbers are confirmed, and yields UNDETERMINED itself where they are not */
const ASKS_ITSELF = 'reductionProgress';
const modules = readModules(path.join(import.meta.dirname, '../../processes'));

function rulesIn(part: unknown): readonly Rule[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('kind' in part && part.kind === 'table' && 'rules' in part) return part.rules as readonly Rule[];
  return Object.values(part).flatMap(rulesIn);
}

for (const module of modules)
  for (const { name, content } of module.resources.filter((file) => file.name.endsWith('.dmn')))
    test(`${module.manifest.key}, ${name}: every rule cites what it rests on, and says when nobody has verified it`, async (t) => {
      const tables = content.match(/<(?:\w+:)?decisionTable\b/g) ?? [];
      t.is((content.match(/<(?:\w+:)?annotation name="Căn cứ"/g) ?? []).length, tables.length, 'a citation column');
      const { definitions } = await parseDmn(content);
      const rules = rulesIn(definitions);
      t.true(rules.length > 0);
      const asksItself = content.includes(`<decision id="${ASKS_ITSELF}"`);
      for (const { id, note = '', unsettled, outputs } of rules) {
        t.not(note.trim(), '', `${id}: citation`);
        const left = asksItself || outputs.some(({ text }) => LEFT_TO_A_PERSON.test(text));
        if (UNVERIFIED.test(note) && !left) t.truthy(unsettled, `${id}: ${note}`);
      }
    });

interface Probe {
  readonly decide?: string;
  readonly input?: Readonly<Record<string, Json>>;
}

test('a rule that nobody has verified yields UNDETERMINED where unverified law is refused, and is flagged where it is not', async (t) => {
  const met = new Set<string>();
  for (const module of modules) {
    const { decisions } = await compileModule(contentOf(module));
    const probes = module.scenarios.flatMap(({ json }) => (json as { steps: readonly Probe[] }).steps);
    for (const { decide, input = {} } of probes) {
      const source = decide === undefined ? undefined : decisions.get(decide)?.at(-1);
      if (!source || decide === undefined) continue;
      const context = { now: '2026-09-07T02:00:00.000Z', fuel: stepFuel(DEFAULT_LIMITS.fuel) };
      const answer = answerDecision(source.model, '1', decide, input, context);
      if (!answer.ok || !answer.unsettled) continue;
      const standing = { confirmed: [], fingerprint: (meaning: string) => meaning };
      const refused = withStanding(answer, decide, { ...standing, refuses: true });
      const used = withStanding(answer, decide, { ...standing, refuses: false });
      t.regex(refused.ok ? '' : refused.message, /^UNDETERMINED/);
      t.true(used.ok && (used.record.undetermined?.length ?? 0) > 0);
      for (const { rule } of answer.unsettled) met.add(`${module.manifest.key} ${rule}`);
    }
  }
  t.true(met.size > 20, [...met].join(', '));
});

/** Keys of the register that one input of a task asks for. */
function numbersOf(task: string, target: string): readonly string[] {
  const inputs = [...task.matchAll(/<tk:input source=(?:"([^"]*)"|'([^']*)') target="(\w+)"/g)];
  const [, quoted = '', plain = ''] = inputs.find(([, , , name]) => name === target) ?? [];
  return [...new Set(Array.from(`${quoted}${plain}`.matchAll(/parameter\("([\w.-]+)"\)/g), ([, key = '']) => key))].sort();
}

test('a table that asks whether its numbers are confirmed asks it of every number that it decides by', (t) => {
  const asking = new RegExp(`<bpmn:businessRuleTask [^>]*tk:decision="${ASKS_ITSELF}".*?</bpmn:businessRuleTask>`, 'gs');
  const tasks = modules.flatMap(({ resources }) => resources.flatMap(({ content }) => content.match(asking) ?? []));
  t.is(tasks.length, 1);
  for (const task of tasks) {
    t.true(numbersOf(task, 'law').length > 0);
    t.deepEqual(numbersOf(task, 'confirmed'), numbersOf(task, 'law'));
  }
});
