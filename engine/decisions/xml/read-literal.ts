import type { Literal } from '../ast.ts';
import { attribute, children, text, type At } from './element.ts';

export function readLiteral(at: At): Literal {
  refuseForeignLanguage(at);
  for (const imported of children(at, 'importedValues')) {
    at.report('dmnImportedValues', imported.id);
  }
  return { kind: 'literal', id: at.id, typeRef: attribute(at, 'typeRef'), text: text(at) ?? '' };
}

/** `expressionLanguage` may be absent or FEEL, by its URI or as the Camunda modelers write it. */
export function refuseForeignLanguage(at: At): void {
  const language = attribute(at, 'expressionLanguage');
  if (language === undefined || /^feel$/i.test(language) || /\/DMN\/.*FEEL\/?$|\/FEEL\/?$/i.test(language)) return;
  at.report('dmnExpressionLanguage', at.id, { language });
}
