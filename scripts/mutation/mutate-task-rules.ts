/** Who may do a task, what is asked of whoever does it. */
import type { TextChange } from './mutant.ts';
import { attributeOf, idOf, spliced, type XmlAttribute, type XmlElement } from './xml-elements.ts';

const NOBODY = 'mutant';
/** lists of which each entry counts */
const LISTS = ['candidateRoles', 'candidateStarterRoles', 'candidateUnits', 'candidatePersons', 'notify'];
const TASKS = ['userTask', 'manualTask'];

export function mutateTaskRules(text: string, elements: readonly XmlElement[]): readonly TextChange[] {
  return elements.flatMap((element) => [
    ...LISTS.flatMap((name) => replaced(text, element, name)),
    ...separations(text, element),
    ...taskForm(text, element),
    ...outcomes(text, element),
    ...evidence(text, element),
  ]);
}

/** Each entry of a list becomes somebody else; an expression gives nobody. */
function replaced(text: string, element: XmlElement, name: string): readonly TextChange[] {
  const attribute = attributeOf(element, name);
  if (!attribute) return [];
  const place = `${element.name === 'escalation' ? `escalation${positionOf(element)}.` : ''}${name}`;
  if (attribute.raw.trimStart().startsWith('='))
    return [{ element: idOf(element), change: `${place}=nobody`, text: spliced(text, attribute.value, `= [&quot;${NOBODY}&quot;]`) }];
  const entries = attribute.raw.split(',');
  return entries.map((entry, i) => ({
    element: idOf(element),
    change: `${place}-${entry.trim()}`,
    text: spliced(text, attribute.value, entries.map((other, j) => (j === i ? NOBODY : other)).join(',')),
  }));
}

function separations(text: string, element: XmlElement): readonly TextChange[] {
  const attribute = attributeOf(element, 'separateFrom');
  if (!attribute) return [];
  const entries = attribute.raw.split(',');
  return entries.map((entry, i) => {
    const rest = entries.filter((_, j) => j !== i).join(',');
    const changed = rest === '' ? spliced(text, attribute.whole, '') : spliced(text, attribute.value, rest);
    return { element: idOf(element), change: `separateFrom-${entry.trim()}`, text: changed };
  });
}

function taskForm(text: string, element: XmlElement): readonly TextChange[] {
  const form = TASKS.includes(element.name) ? attributeOf(element, 'form') : undefined;
  return form ? [{ element: idOf(element), change: 'form', text: spliced(text, form.whole, '') }] : [];
}

function outcomes(text: string, element: XmlElement): readonly TextChange[] {
  if (element.name !== 'outcome') return [];
  const name = `outcome ${attributeOf(element, 'id')?.raw ?? ''}`;
  const reason = attributeOf(element, 'reasonRequired');
  const returnTo = attributeOf(element, 'returnTo');
  const next = reason?.raw === 'true' ? 'false' : 'true';
  const asked = reason
    ? spliced(text, reason.value, next)
    : spliced(text, { from: element.afterName, to: element.afterName }, ` reasonRequired="${next}"`);
  return [
    { element: idOf(element), change: `${name}.reasonRequired=${next}`, text: asked },
    ...(returnTo ? [{ element: idOf(element), change: `${name}.returnTo`, text: spliced(text, returnTo.whole, '') }] : []),
  ];
}

/** Documents and signatures that are not asked for, or asked of somebody else. */
function evidence(text: string, element: XmlElement): readonly TextChange[] {
  if (element.name !== 'document' && element.name !== 'signature') return [];
  const key = attributeOf(element, 'key') ?? attributeOf(element, 'document');
  if (!key) return [];
  const name = `${element.name} ${key.raw}${element.name === 'signature' ? ` ${positionOf(element)}` : ''}`;
  const removed = { element: idOf(element), change: name, text: spliced(text, element.whole, '') };
  const capacity = attributeOf(element, 'capacity');
  return capacity ? [removed, { element: idOf(element), ...otherCapacity(text, name, capacity) }] : [removed];
}

function otherCapacity(text: string, name: string, capacity: XmlAttribute): Omit<TextChange, 'element'> {
  const next = capacity.raw === 'personal' ? 'agencySeal' : 'personal';
  return { change: `${name}.capacity=${next}`, text: spliced(text, capacity.value, next) };
}

/** Among its like, counted from 1. */
export function positionOf(element: XmlElement): number {
  return (element.parent?.children.filter(({ name }) => name === element.name).indexOf(element) ?? 0) + 1;
}
