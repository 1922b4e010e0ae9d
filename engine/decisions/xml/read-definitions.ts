/** The elements of a DMN file (DMN 1.5, 6.3 and 7.3): from XML to the tree of ast.ts. */
import type { Decision, DecisionService, Definitions, InputData, ItemDefinition, KnowledgeModel, Variable } from '../ast.ts';
import { attribute, children, flag, nameOf, optional, reportMissing, reportTwins, tagOf, text, type At } from './element.ts';
import { readValues } from './read-decision-table.ts';
import { readExpression, readFunction, readVariable } from './read-expression.ts';
import { refuseForeignLanguage } from './read-literal.ts';

export function readDefinitions(at: At): Definitions {
  refuseForeignLanguage(at);
  const elements = children(at, 'drgElement');
  const of = <T>(tag: string, read: (element: At) => T): readonly T[] => elements.filter(({ element }) => tagOf(element) === tag).map(read);
  return {
    namespace: attribute(at, 'namespace') ?? '',
    name: nameOf(at, false),
    prefixes: prefixesOf(at),
    imports: children(at, 'import').flatMap((one) => readImport(one) ?? []),
    itemDefinitions: readItemDefinitions(at, 'itemDefinition'),
    inputData: of('inputData', readInputData),
    decisions: of('decision', readDecision),
    knowledge: of('businessKnowledgeModel', readKnowledge),
    services: of('decisionService', readService),
  };
}

function prefixesOf(at: At): ReadonlyMap<string, string> {
  const declared = Object.entries(at.element.$attrs).filter(([name]) => name.startsWith('xmlns:'));
  return new Map(declared.map(([name, uri]) => [name.slice('xmlns:'.length), uri]));
}

function readImport(at: At) {
  const type = attribute(at, 'importType') ?? '';
  if (!/\/DMN\//.test(type)) {
    at.report('dmnImportType', at.id, { type });
    return undefined;
  }
  return { id: at.id, name: nameOf(at, false), namespace: attribute(at, 'namespace') ?? '' };
}

function readItemDefinitions(at: At, property: string): readonly ItemDefinition[] {
  const found = children(at, property).map(readItemDefinition);
  reportTwins(at, found);
  return found;
}

function readItemDefinition(at: At): ItemDefinition {
  const language = attribute(at, 'typeLanguage');
  if (language !== undefined && !/FEEL/i.test(language)) {
    at.report('dmnTypeLanguage', at.id, { language });
  }
  const functionItem = optional(at, 'functionItem');
  return {
    id: at.id,
    name: nameOf(at),
    typeRef: text(at, 'typeRef')?.trim(),
    isCollection: flag(at, 'isCollection'),
    allowedValues: readValues(at, 'allowedValues'),
    typeConstraint: readValues(at, 'typeConstraint'),
    components: readItemDefinitions(at, 'itemComponent'),
    function: functionItem && {
      parameters: children(functionItem, 'parameters').map(readVariable),
      result: attribute(functionItem, 'outputTypeRef'),
    },
  };
}

/** The variable has the element's name (DMN 1.5, 6.3.7); where a file leaves it out, the element's name stands. */
function variableOf(at: At): Variable {
  const variable = optional(at, 'variable');
  const name = nameOf(at);
  return variable ? { ...readVariable(variable), name: nameOf(variable, false) || name } : { id: `${at.id}/variable`, name };
}

function readInputData(at: At): InputData {
  return { id: at.id, name: nameOf(at), variable: variableOf(at) };
}

function readDecision(at: At): Decision {
  const logic = optional(at, 'decisionLogic');
  return {
    id: at.id,
    name: nameOf(at),
    variable: variableOf(at),
    requiredInputs: requirements(at, 'informationRequirement', 'requiredInput'),
    requiredDecisions: requirements(at, 'informationRequirement', 'requiredDecision'),
    requiredKnowledge: requirements(at, 'knowledgeRequirement', 'requiredKnowledge'),
    logic: logic && readExpression(logic),
  };
}

function readKnowledge(at: At): KnowledgeModel {
  const logic = optional(at, 'encapsulatedLogic');
  if (!logic) reportMissing(at, 'encapsulatedLogic');
  return {
    id: at.id,
    name: nameOf(at),
    variable: variableOf(at),
    requiredKnowledge: requirements(at, 'knowledgeRequirement', 'requiredKnowledge'),
    logic: logic && readFunction(logic),
  };
}

function readService(at: At): DecisionService {
  const outputDecisions = references(at, 'outputDecision');
  if (outputDecisions.length === 0) reportMissing(at, 'outputDecision');
  return {
    id: at.id,
    name: nameOf(at),
    variable: variableOf(at),
    outputDecisions,
    encapsulatedDecisions: references(at, 'encapsulatedDecision'),
    inputDecisions: references(at, 'inputDecision'),
    inputData: references(at, 'inputData'),
  };
}

function requirements(at: At, requirement: string, property: string): readonly string[] {
  return children(at, requirement).flatMap((one) => references(one, property));
}

function references(at: At, property: string): readonly string[] {
  return children(at, property).flatMap((reference) => attribute(reference, 'href') ?? []);
}
