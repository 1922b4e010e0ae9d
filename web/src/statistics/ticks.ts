const MOST = 5;
const STEPS = [1, 2, 5, 10];

/** Round numbers from zero to at least `most`, not more than six. */
export function ticksOf(most: number): readonly number[] {
  const rough = Math.max(1, most / MOST);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, at) => at * step);
}
