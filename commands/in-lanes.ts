/** One answer for each item, in their order, a few at a time. When one fails, the others are waited for before it is told. */
export async function inLanes<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const answers: R[] = [];
  const rest = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of rest) answers[index] = await work(item, index);
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, lane));
  for (const done of lanes) if (done.status === 'rejected') throw done.reason;
  return answers;
}
