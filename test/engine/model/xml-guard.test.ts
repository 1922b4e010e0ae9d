import test from 'ava';
import fc from 'fast-check';
import { Rejection } from '../../../errors.ts';
import { XML_LIMITS, guardXml } from '../../../engine/model/xml-guard.ts';

function refusal(xml: string): string | undefined {
  try {
    guardXml(xml);
    return undefined;
  } catch (error) {
    if (error instanceof Rejection && error.kind === 'deployment') return error.code;
    throw error;
  }
}

const wrap = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns:x="urn:x">${inner}</a>`;

const ACCEPTED: Record<string, string> = {
  'a plain document': '<a/>',
  'a byte order mark': '\ufeff<?xml version="1.0"?><a/>',
  'Vietnamese text': wrap('<b x:ten="Quyết định phê duyệt">Hồ sơ 𠀋</b>'),
  'comments, CDATA and the five entities': wrap('<!-- a - b --><![CDATA[<!DOCTYPE a>]]>&amp;&lt;&gt;&quot;&apos;&#10;&#xE9;'),
  'CDATA that holds markup': wrap('<![CDATA[</a><a>]] >]]>'),
  "'>' and both quotes in attribute values": wrap(`<b c="a > b && 'd'" e='"'/>`.replaceAll('&&', '&amp;&amp;')),
  'ISO 8859-1 that is only ASCII': '<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?><a/>',
  'blanks in tags': wrap('<b  c="d"\n\t/><e></e >'),
};

for (const [what, xml] of Object.entries(ACCEPTED)) {
  test(`accepts ${what}`, (t) => t.is(refusal(xml), undefined));
}

const BILLION_LAUGHS =
  '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;"><!ENTITY lol2 "&lol1;&lol1;">]><lolz>&lol2;</lolz>';

const REFUSED: [what: string, code: string, xml: string][] = [
  ['billion laughs', 'xmlDtd', BILLION_LAUGHS],
  ['an external entity', 'xmlDtd', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
  ['an external document type', 'xmlDtd', '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>'],
  ['a document type inside the root', 'xmlDtd', wrap('<!DOCTYPE a>')],
  ['a lower-case document type', 'xmlDtd', '<!doctype a><a/>'],
  ['a bare entity declaration', 'xmlEntity', '<!ENTITY x "y"><a/>'],
  ['an entity that XML does not define', 'xmlEntity', wrap('&nbsp;')],
  ['an entity in an attribute', 'xmlEntity', '<a b="&x;"/>'],
  ['a bare ampersand', 'xmlEntity', wrap('a & b')],
  ['an upper-case entity', 'xmlEntity', wrap('&AMP;')],
  ['a processing instruction', 'xmlProcessingInstruction', '<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><a/>'],
  ['a processing instruction inside', 'xmlProcessingInstruction', wrap('<?php x ?>')],
  ['a second XML declaration', 'xmlProcessingInstruction', wrap('<?xml version="1.0"?>')],
  ['XML 1.1', 'xmlMalformed', '<?xml version="1.1"?><a/>'],
  ['UTF-16 declared', 'xmlEncoding', '<?xml version="1.0" encoding="UTF-16"?><a/>'],
  ['ISO 8859-1 with letters beyond ASCII', 'xmlEncoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a b="é"/>'],
  ['UTF-7', 'xmlEncoding', '<?xml version="1.0" encoding="UTF-7"?><a/>'],
  ['a swapped byte order mark', 'xmlEncoding', '\ufffe<a/>'],
  ['UTF-16 bytes read as Latin 1', 'xmlEncoding', '\u00ff\u00fe<\u0000a\u0000/\u0000>\u0000'],
  ['UTF-16 bytes read as UTF-8', 'xmlEncoding', new TextDecoder().decode(new Uint8Array([0xff, 0xfe, 0x3c, 0, 0x61, 0, 0x2f, 0, 0x3e, 0]))],
  ['a lone surrogate', 'xmlEncoding', wrap('\ud800')],
  ['a zero character', 'xmlControlCharacter', wrap('\u0000')],
  ['an escape character in a comment', 'xmlControlCharacter', wrap('<!-- \u001b[2J -->')],
  ['a reference to a control character', 'xmlControlCharacter', wrap('&#0;')],
  ['a reference to a surrogate', 'xmlControlCharacter', wrap('&#xD800;')],
  ['a reference the reader would garble', 'xmlControlCharacter', wrap('&#128512;')],
  ['an unclosed element', 'xmlMalformed', '<a><b></a>'],
  ['a missing end tag', 'xmlMalformed', '<a>'],
  ['an end tag too many', 'xmlMalformed', '<a/></a>'],
  ['two roots', 'xmlMalformed', '<a/><b/>'],
  ['no element', 'xmlMalformed', '  '],
  ['an empty text', 'xmlMalformed', ''],
  ['text outside the root', 'xmlMalformed', '<a/>x'],
  ['CDATA outside the root', 'xmlMalformed', '<![CDATA[x]]><a/>'],
  ['unclosed CDATA', 'xmlMalformed', '<a><![CDATA[x]]</a>'],
  ['the end of CDATA in text', 'xmlMalformed', wrap(']]>')],
  ['an unclosed comment', 'xmlMalformed', '<a/><!-- x'],
  ['two hyphens in a comment', 'xmlMalformed', '<!-- a -- b --><a/>'],
  ['an unquoted attribute', 'xmlMalformed', '<a b=c/>'],
  ['a blank before the equals sign, which the reader drops', 'xmlMalformed', '<a b ="c"/>'],
  ['attributes without a blank between', 'xmlMalformed', '<a b="c"d="e"/>'],
  ["'<' in an attribute", 'xmlMalformed', '<a b="<c/>"/>'],
  ['an attribute without end', 'xmlMalformed', '<a b="c/>'],
  ['the same attribute twice', 'xmlMalformed', '<a b="1" b="2"/>'],
  ['the same attribute under two prefixes', 'xmlMalformed', '<a xmlns:x="urn:q" xmlns:y="urn:q" x:b="1" y:b="2"/>'],
  [
    'the same attribute under two vendors that are read alike',
    'xmlMalformed',
    '<a xmlns:f="http://flowable.org/bpmn" xmlns:c="http://camunda.org/schema/1.0/bpmn" f:assignee="1" c:assignee="2"/>',
  ],
  ['an undeclared element prefix', 'xmlNamespace', '<x:a/>'],
  ['an undeclared attribute prefix', 'xmlNamespace', '<a x:b="c"/>'],
  ['an attempt to rebind xml', 'xmlNamespace', '<a xmlns:xml="urn:x"/>'],
  ['an emptied prefix', 'xmlNamespace', '<a xmlns:x=""/>'],
  ['a name that every object has', 'xmlReservedName', '<a __proto__="x"/>'],
  ['such a name behind a prefix', 'xmlReservedName', '<a xmlns:x="urn:x" x:constructor="y"/>'],
  ['a prefix that every object has', 'xmlReservedName', '<a xmlns:__proto__="urn:x"/>'],
  ['deep nesting', 'xmlDepth', '<a>'.repeat(201) + '</a>'.repeat(201)],
  ['more than 5 MB', 'xmlTooLarge', `<a>${' '.repeat(XML_LIMITS.bytes)}</a>`],
  ['more than 5 MB only when encoded', 'xmlTooLarge', `<a>${'ế'.repeat(XML_LIMITS.bytes / 2)}</a>`],
  ['very many elements', 'xmlElements', wrap('<b/>'.repeat(XML_LIMITS.elements))],
  ['a giant attribute', 'xmlAttributeLength', `<a b="${'x'.repeat(70_000)}"/>`],
  ['very many attributes', 'xmlAttributes', `<a ${Array.from({ length: 101 }, (_, i) => `b${i}=""`).join(' ')}/>`],
  ['very many prefixes', 'xmlNamespace', `<a ${Array.from({ length: 70 }, (_, i) => `xmlns:b${i}="urn:${i}"`).join(' ')}/>`],
  ['a giant name', 'xmlMalformed', `<${'a'.repeat(10_000)}/>`],
];

for (const [what, code, xml] of REFUSED) {
  test(`refuses ${what}`, (t) => t.is(refusal(xml), code));
}

test('says line and column of what it refuses', (t) => {
  const error = t.throws(() => guardXml('<a>\n  <b>&nbsp;</b>\n</a>'), { instanceOf: Rejection }) as Rejection;
  t.deepEqual(error.details, { line: 2, column: 6 });
  t.is(error.problems[0]?.code, 'xmlEntity');
});

test('takes linear time on inputs that are quadratic for naive scanners', (t) => {
  const size = 1_000_000;
  const hostile = [
    `<a>${'<'.repeat(size)}`,
    `<a>${'&amp;'.repeat(size / 5)}</a>`,
    `<a>${'<!---->'.repeat(size / 7)}</a>`,
    `<a>${'<![CDATA['.repeat(size / 9)}`,
    `<a>${']]'.repeat(size / 2)}</a>`,
    `<a b="${' '.repeat(size)}`,
    `<a${' '.repeat(size)}`,
    `<?xml version="1.0"${' '.repeat(size)}`,
    `<a>${'<b c="'.repeat(size / 6)}`,
    `<a xmlns:p="urn:p">${'<b xmlns="urn:q" p:c="d"/>'.repeat(40_000)}</a>`,
  ];
  const started = performance.now();
  for (const xml of hostile) refusal(xml);
  t.true(performance.now() - started < 5000);
});

test('never throws anything but a rejection, whatever the text', (t) => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    'a',
    'b:c',
    ' ',
    '=',
    '"',
    "'",
    '&',
    ';',
    '#',
    '!',
    '--',
    '[CDATA[',
    ']]>',
    '?',
    'xml',
    'xmlns:b',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
      refusal(parts.join(''));
    }),
    { numRuns: 2000 },
  );
  t.pass();
});
