/** What every field is told, whatever its kind. */
export interface Shared {
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly error: string | undefined;
  readonly description: string | undefined;
  readonly onBlur: () => void;
}
