import { LEAST_SCORE, type ModuleScore } from './score.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** For the terminal. */
export function linesOf({ module, mutants, killed, equivalent, survivors, stale, score, milliseconds }: ModuleScore): readonly string[] {
  return [
    `${module}: ${percent(score)}; ${mutants} mutants, ${killed} noticed, ${equivalent.length} equivalent, ${survivors.length} not noticed (${Math.round(milliseconds / 1000)} s)`,
    ...survivors.map((id) => `  survived: ${id}`),
    ...stale.map((id) => `  mutants.json lists what is not there or is noticed: ${id}`),
  ];
}

/** Markdown for docs/reports. */
export function reportOf(scores: readonly ModuleScore[], date: string): string {
  const rows = scores.map(
    ({ module, mutants, killed, equivalent, survivors, score }) =>
      `| ${module} | ${mutants} | ${killed} | ${equivalent.length} | ${survivors.length} | ${percent(score)} |`,
  );
  return [
    `# Mutation test of the procedures, ${date}`,
    '',
    'Each module is changed in one place at a time: a condition negated, a role replaced, a number one more, a cell of a table turned.',
    `Its scenarios must notice. At least ${percent(LEAST_SCORE)} of the mutants that are not equivalent. Made by \`npm run mutate\`.`,
    '',
    '| Module | Mutants | Noticed | Equivalent | Not noticed | Score |',
    '| ------ | ------- | ------- | ---------- | ----------- | ----- |',
    ...rows,
    '',
    ...scores.flatMap(sectionOf),
  ].join('\n');
}

function sectionOf({ module, survivors, equivalent, killers }: ModuleScore): readonly string[] {
  return [
    `## ${module}`,
    '',
    `Noticed by: ${killers.map(([by, count]) => `${by} ${count}`).join(', ')}.`,
    '',
    ...(survivors.length > 0 ? ['Not noticed:', '', ...survivors.map((id) => `- \`${id}\``), ''] : []),
    ...(equivalent.length > 0 ? ['Equivalent:', '', ...equivalent.map(({ mutant, reason }) => `- \`${mutant}\`: ${reason}`), ''] : []),
  ];
}
