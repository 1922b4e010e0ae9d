/** An evaluation that has no result: a hit policy violated, an input of the wrong type, an element that cannot run. */
export class DecisionFailure extends Error {
  /** id of the element that failed */
  readonly element: string;
  constructor(element: string, message: string) {
    super(message);
    this.name = 'DecisionFailure';
    this.element = element;
  }
}
