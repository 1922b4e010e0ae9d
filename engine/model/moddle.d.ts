/** The parts of the moddle packages that we use; they publish no types for these entry points. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>, options?: { readonly nsMap?: Record<string, string> });
    readonly properties: import('./overwritten.ts').PropertyWriter;
    create(type: string, properties?: Readonly<Record<string, unknown>>): import('./bpmn-element.ts').BpmnElement;
    toXML(element: import('./bpmn-element.ts').BpmnElement, options?: { format?: boolean }): Promise<{ xml: string }>;
  }
}

declare module 'moddle-xml' {
  import type { BpmnElement } from './bpmn-element.ts';
  export interface ReaderWarning {
    readonly message: string;
    readonly error?: Error;
    readonly element?: BpmnElement;
    readonly property?: string;
    readonly value?: string;
  }
  export interface ReaderContext {
    addWarning(warning: ReaderWarning): void;
    addReference(reference: { id: string }): void;
  }
  export interface RootHandler {
    context: ReaderContext;
  }
  export class Reader {
    constructor(options: { model: unknown; lax: boolean });
    handler(typeName: string): RootHandler;
    fromXML(xml: string, handler: RootHandler): Promise<{ rootElement: BpmnElement; elementsById: Record<string, BpmnElement> }>;
  }
}
