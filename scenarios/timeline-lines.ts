/** A run as lines to read: when, which step, what happened, by when something is due and why. */
import { dueText } from './checks/due.ts';
import type { FileRun } from './run-module.ts';
import { scenarioText } from './texts.ts';
import type { Happening } from './timeline.ts';

export type Language = 'vi' | 'en';

export function timelineLines({ file, scenario, happenings, failure }: FileRun, language: Language): readonly string[] {
  const notes = new Map(scenario.steps.map(({ note }, i) => [i + 1, note]));
  let step = -1;
  const lines = happenings.flatMap((one) => {
    const note = one.step === step ? undefined : notes.get(one.step);
    step = one.step;
    return [...(note === undefined ? [] : [`  # ${note}`]), ...lineOf(one, language)];
  });
  const verdict = scenarioText(failure ? 'line.failed' : 'line.passed')[language];
  return [`${verdict}  ${file}: ${scenario.name[language]}`, ...lines, ...failureLines(failure, language)];
}

function lineOf({ step, at, what, values, due }: Happening, language: Language): readonly string[] {
  const said = scenarioText(what, values)[language];
  const line = `  ${String(dueText(at))}  [${step}] ${said}`;
  if (!due) return [line];
  const deadline = scenarioText('line.due', { due: dueText(due.due) })[language];
  return [`${line}; ${deadline}`, ...(due.explanation ? [`      ${due.explanation[language]}`] : [])];
}

function failureLines(failure: FileRun['failure'], language: Language): readonly string[] {
  if (!failure) return [];
  const where = scenarioText('line.step', { step: failure.step });
  const other = language === 'vi' ? 'en' : 'vi';
  return [`  ! ${where[language]}: ${failure.text[language]}`, `  ! ${where[other]}: ${failure.text[other]}`];
}
