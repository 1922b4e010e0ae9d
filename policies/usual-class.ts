/** Class of data of a case that was not marked with one (forms/form.ts names them all). */
export const USUAL_CLASS = 'internal';
