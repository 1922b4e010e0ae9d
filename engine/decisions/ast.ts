/**
 * A DMN file as plain data: what the XML said, checked for shape, before types are resolved and expressions compiled.
 * Every part has an id; where the file gave none, a path below its owner's id stands in, so that problems and traces can name it.
 */
export interface Definitions {
  readonly namespace: string;
  readonly name: string;
  /** XML prefix -> URI as declared on the root: DMN 1.1 writes type references as QNames */
  readonly prefixes: ReadonlyMap<string, string>;
  readonly imports: readonly ModelImport[];
  readonly itemDefinitions: readonly ItemDefinition[];
  readonly inputData: readonly InputData[];
  readonly decisions: readonly Decision[];
  readonly knowledge: readonly KnowledgeModel[];
  readonly services: readonly DecisionService[];
}

export interface ModelImport {
  readonly id: string;
  /** '' imports into the default namespace (DMN 1.5, 6.3.3) */
  readonly name: string;
  readonly namespace: string;
}

export interface ItemDefinition {
  readonly id: string;
  readonly name: string;
  readonly typeRef?: string;
  readonly isCollection: boolean;
  /** unary tests; they hold for each item of a collection */
  readonly allowedValues?: string;
  /** unary tests on the value as a whole (DMN 1.5, 7.3.3) */
  readonly typeConstraint?: string;
  readonly components: readonly ItemDefinition[];
  readonly function?: { readonly parameters: readonly Variable[]; readonly result?: string };
}

export interface Variable {
  readonly id: string;
  readonly name: string;
  readonly typeRef?: string;
}

interface Element {
  readonly id: string;
  readonly name: string;
  readonly variable: Variable;
}

export type InputData = Element;

/** References are as written: `#id`, or `namespace#id`. */
export interface Decision extends Element {
  readonly requiredInputs: readonly string[];
  readonly requiredDecisions: readonly string[];
  readonly requiredKnowledge: readonly string[];
  readonly logic?: Expression;
}

export interface KnowledgeModel extends Element {
  readonly requiredKnowledge: readonly string[];
  readonly logic?: FunctionDefinition;
}

export interface DecisionService extends Element {
  readonly outputDecisions: readonly string[];
  readonly encapsulatedDecisions: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
}

interface Expr {
  readonly id: string;
  readonly typeRef?: string;
}

export type Expression =
  Literal | DecisionTable | Context | List | Relation | Invocation | FunctionDefinition | Conditional | Filter | Iteration | Quantified;

export interface Literal extends Expr {
  readonly kind: 'literal';
  readonly text: string;
}

export type HitPolicy = 'U' | 'A' | 'P' | 'F' | 'R' | 'O' | 'C' | 'C+' | 'C<' | 'C>' | 'C#';

export interface DecisionTable extends Expr {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputClause[];
  readonly rules: readonly Rule[];
}

export interface InputClause {
  readonly id: string;
  readonly label?: string;
  /** the name by which cells may refer to the input beside `?` (Camunda's inputVariable) */
  readonly alias?: string;
  readonly expression: Literal;
  readonly values?: string;
}

export interface OutputClause {
  readonly id: string;
  readonly name?: string;
  readonly typeRef?: string;
  readonly values?: string;
  readonly default?: Literal;
}

export interface Rule {
  readonly id: string;
  readonly tests: readonly { readonly id: string; readonly text: string }[];
  readonly outputs: readonly Literal[];
  /** the author's annotation or description */
  readonly note?: string;
  /** source of a rule that is marked as not settled (`tk:settled="false"`) */
  readonly unsettled?: string;
}

export interface Context extends Expr {
  readonly kind: 'context';
  /** an entry without a variable is the result */
  readonly entries: readonly { readonly id: string; readonly variable?: Variable; readonly value: Expression }[];
}

export interface List extends Expr {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface Relation extends Expr {
  readonly kind: 'relation';
  readonly columns: readonly Variable[];
  readonly rows: readonly List[];
}

export interface Invocation extends Expr {
  readonly kind: 'invocation';
  readonly called: Expression;
  readonly bindings: readonly { readonly parameter: Variable; readonly value: Expression }[];
}

export interface FunctionDefinition extends Expr {
  readonly kind: 'function';
  readonly parameters: readonly Variable[];
  readonly body?: Expression;
  /** the body is not FEEL: Java or PMML, which are never run here */
  readonly foreign?: string;
}

export interface Conditional extends Expr {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly otherwise: Expression;
}

export interface Filter extends Expr {
  readonly kind: 'filter';
  readonly in: Expression;
  readonly match: Expression;
}

export interface Iteration extends Expr {
  readonly kind: 'for';
  readonly variable: string;
  readonly in: Expression;
  readonly return: Expression;
  readonly returnType?: string;
}

export interface Quantified extends Expr {
  readonly kind: 'some' | 'every';
  readonly variable: string;
  readonly in: Expression;
  readonly satisfies: Expression;
}
