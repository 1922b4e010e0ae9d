/** What the head of a picture says of it, before anything is unpacked. */
export interface Picture {
  readonly type: 'image/png' | 'image/jpeg';
  /** pixels, as the picture is shown: turned where it says so */
  readonly width: number;
  readonly height: number;
  readonly colour: boolean;
  /** dots for each inch, where it says so */
  readonly declared?: number;
}
