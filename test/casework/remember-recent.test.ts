import test from 'ava';
import { rememberRecent } from '../../casework/remember-recent.ts';

test('a text is read once, also by many at a time, and more of them than are remembered', async (t) => {
  const read: string[] = [];
  const remembered = rememberRecent(async (text) => {
    read.push(text);
    await new Promise((resolve) => setImmediate(resolve));
    return { text };
  });
  const texts = Array.from({ length: 40 }, (_, at) => `text ${at}`);
  const found = await Promise.all(texts.flatMap((text) => [remembered(text), remembered(text)]));
  t.deepEqual(
    found.map(({ text }) => text),
    texts.flatMap((text) => [text, text]),
  );
  t.deepEqual(read, texts);
});

test('what failed is tried again', async (t) => {
  let tries = 0;
  const remembered = rememberRecent(async () => {
    tries += 1;
    await Promise.resolve();
    if (tries === 1) throw new Error('not now');
    return tries;
  });
  await t.throwsAsync(remembered('text'), { message: 'not now' });
  t.is(await remembered('text'), 2);
});
