declare module 'dmn-moddle' {
  export interface ParseWarning {
    readonly message: string;
    readonly error?: Error;
    readonly element?: ModdleElement;
  }
  export interface ModdleElement {
    readonly $type: string;
    readonly $attrs: Readonly<Record<string, string>>;
    get(property: string): unknown;
  }
  export interface ParseResult {
    readonly rootElement: ModdleElement;
    readonly warnings: readonly ParseWarning[];
  }
  interface Moddle {
    fromXML(xml: string): Promise<ParseResult>;
  }
  export const DmnModdle: new (packages?: Record<string, unknown>, config?: { nsMap?: Record<string, string> }) => Moddle;
}
