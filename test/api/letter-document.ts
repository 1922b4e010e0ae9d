/** A letter that a module of a test brings: with a place for the number where it has a symbol, signed by the head, sealed. */
const TEMPLATE = {
  layout: 'letter',
  subject: 'thử',
  addressees: [{ text: 'Ông A' }],
  body: [{ paragraph: 'Nội dung.' }],
  recipients: [{ text: 'Như trên' }],
  archive: 'VT',
  signatures: [{ field: 'head', title: 'Thủ trưởng', seal: true }],
  citation: 'thử',
  confidence: 'C',
};
export const NUMBERED = '{{ letterhead.abbreviation }}-A';

export const letterDocument = (key: string, symbol?: string) => ({
  key,
  name: { vi: `Thư ${key}`, en: key },
  type: 'CV',
  recipients: [],
  citation: 'thử',
  confidence: 'C' as const,
  template: { document: key, ...TEMPLATE, ...(symbol !== undefined && { symbol }) },
});
