/** What a signature field shows, in the form that signing/ takes: operators in a space that begins at the field's lower left corner. */
export interface Appearance {
  readonly content: string;
  /** entries of the resource dictionary; objects are added through `add`, which gives their number */
  readonly resources?: (add: AddObject) => string;
}

export type AddObject = (object: string | { readonly dict: string; readonly stream: Buffer }) => { readonly number: number };

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of the rectangle of a place. */
export const sizeOf = ([left, bottom, right, top]: readonly [number, number, number, number]): Size => ({
  width: right - left,
  height: top - bottom,
});

/** A number as PDF writes it. */
export const coordinate = (value: number): string => String(Math.round(value * 1000) / 1000);
