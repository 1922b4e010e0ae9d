import { readFileSync } from 'node:fs';
import test from 'ava';
import descriptor from '../../../engine/model/extension/trinh-ky.json' with { type: 'json' };

test('docs/extension.md names every attribute and element of the descriptor', (t) => {
  const text = readFileSync(new URL('../../../docs/extension.md', import.meta.url), 'utf8');
  for (const type of descriptor.types as { name: string; superClass?: string[]; properties?: { name: string; isAttr?: boolean }[] }[]) {
    const tag = `tk:${type.name.charAt(0).toLowerCase()}${type.name.slice(1)}`;
    if (type.superClass) t.true(text.includes(tag), tag);
    for (const { name, isAttr } of type.properties ?? [])
      if (isAttr) t.regex(text, new RegExp(`\`${name}\`|\\b${name}="`), `${type.name}.${name}`);
  }
});
