/** Of a part of a form, by its place among the parts: a page shows one form that is outlined. */
export const sectionId = (at: number): string => `section-${at}`;
