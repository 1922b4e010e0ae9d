export interface Violation {
  readonly file: string;
  readonly rule: 'wall' | 'package' | 'config' | 'index' | 'cycle' | 'environment' | 'purity' | 'status' | 'name' | 'length';
  readonly message: string;
}
