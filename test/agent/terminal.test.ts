import { PassThrough } from 'node:stream';
import test from 'ava';
import { openTerminal } from '../../agent/terminal.ts';
import { textsIn } from '../../agent/texts.ts';

function onScreen(isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { columns: 80 });
  const shown: string[] = [];
  output.on('data', (part: Buffer) => shown.push(part.toString()));
  return { input, terminal: openTerminal(input, output), text: () => shown.join('') };
}

for (const isTTY of [true, false])
  test(`what is typed for a PIN is not shown, what is typed otherwise may be (${isTTY ? 'screen' : 'pipe'})`, async (t) => {
    const { input, terminal, text } = onScreen(isTTY);
    const agreed = terminal.ask('Agree? ');
    input.write('yes\r\n');
    t.is(await agreed, 'yes');
    const pin = terminal.askSecret('PIN: ');
    for (const sign of '864213') input.write(sign);
    input.write('\r\n');
    t.is(await pin, '864213');
    const after = terminal.ask('More? ');
    input.write('no\r\n');
    t.is(await after, 'no');
    t.regex(text(), /PIN: /);
    t.notRegex(text(), /8|864213/);
    t.is(/yes/.test(text()), isTTY);
    terminal.close();
  });

test('with nobody there every question has no answer', async (t) => {
  const { input, terminal } = onScreen(false);
  const asked = terminal.ask('Agree? ');
  input.end();
  t.is(await asked, undefined);
  t.is(await terminal.askSecret('PIN: '), undefined);
});

test('the name of a document cannot move the cursor or forge a line of its own', (t) => {
  const name = 'a\u001B[2J\u202Eb\rc\nSigned';
  const text = textsIn('en')('document', { name, capacity: 'x', file: 'f', size: '1', shown: 's' });
  for (const sign of ['\u001B', '\u202E', '\r']) t.false(text.includes(sign));
  t.false(text.includes('\nSigned'));
});
