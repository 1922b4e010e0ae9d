import test from 'ava';
import fc from 'fast-check';
import { parseBpmn } from '../../../engine/model/parse.ts';
import { tightenAttributes } from '../../../engine/model/tighten-attributes.ts';

test('blanks around the equals sign of an attribute go, and nothing else does', (t) => {
  t.is(tightenAttributes(`<a b = "1"\n c\n=\n'2'/>`), `<a b="1"\n c='2'/>`);
  t.is(tightenAttributes(`<a b = 'x = "y"' c="d = 'e'">t = "u"</a>`), `<a b='x = "y"' c="d = 'e'">t = "u"</a>`);
  t.is(tightenAttributes(`<!-- a = "b" --><a b = "1"/>`), `<!-- a = "b" --><a b="1"/>`);
  t.is(tightenAttributes(`<a b = ">"><![CDATA[<c d = "e">]]></a>`), `<a b=">"><![CDATA[<c d = "e">]]></a>`);
  t.is(tightenAttributes(`<?xml version = "1.0"?><a b ="1"/>`), `<?xml version = "1.0"?><a b="1"/>`);
});

test('a file without such blanks is given back as it is', (t) => {
  const xml = '<a b="1" c=\'2\'>d = e</a>';
  t.is(tightenAttributes(xml), xml);
});

test('whatever the text, it ends, and a second time changes nothing', (t) => {
  const piece = fc.constantFrom('<', '>', '"', "'", '=', ' ', 'a', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '\n');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const once = tightenAttributes(pieces.join(''));
      t.is(tightenAttributes(once), once);
    }),
    { numRuns: 500 },
  );
});

test('a diagram written with blanks reads as one without', async (t) => {
  const xml =
    '<definitions xmlns = "http://www.omg.org/spec/BPMN/20100524/MODEL" id = "d" targetNamespace = "t"><process id = "p" name ="Thử = xong"/></definitions>';
  const { definitions, warnings } = await parseBpmn(xml);
  t.deepEqual(warnings, []);
  const [process] = definitions.get('rootElements') as { id: string; name: string }[];
  t.is(process?.id, 'p');
  t.is(process?.name, 'Thử = xong');
});
