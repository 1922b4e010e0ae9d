/**
 * pdfkit for official documents: PDF/A-2a (ISO 19005-2) with output intent, XMP and embedded fonts, tagged for screen readers. The same
 * calls give the same bytes: the time of creation is handed in, and nothing is random.
 */
import PDFDocument from 'pdfkit';
import { faceOf, type FaceName } from './face.ts';
import { OUTPUT_PROFILE_NAME, outputProfile } from './output-profile.ts';

export interface PdfProperties {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** milliseconds of the epoch */
  readonly created: number;
}

/** What pdfkit has and its types do not say. */
interface Undeclared {
  appendXML(xml: string): void;
  read(): Buffer | null;
  ref(data: object): { readonly data: object; end(content?: Buffer): void };
  readonly _root: { readonly data: Record<string, unknown> };
}

const PRODUCER = 'Trình Ký';
const LANGUAGE = 'vi-VN';

export class OfficialPdf extends PDFDocument {
  readonly #properties: PdfProperties;

  constructor(properties: PdfProperties) {
    const { title, author, subject, created } = properties;
    super({
      autoFirstPage: false,
      pdfVersion: '1.7',
      subset: 'PDF/A-2a',
      tagged: true,
      lang: LANGUAGE,
      displayTitle: true,
      // no face but those that are embedded
      font: null as unknown as string,
      fontLayoutCache: false,
      info: { Title: title, Author: author, Subject: subject, Producer: PRODUCER, Creator: PRODUCER, CreationDate: new Date(created) },
    } as PDFKit.PDFDocumentOptions);
    this.#properties = properties;
    // pdfkit's own would bring a profile that is larger than a slip's text
    Object.assign(this, { _addColorOutputIntent: () => this.#addOutputIntent() });
  }

  #addOutputIntent(): void {
    const pdf = this as unknown as Undeclared;
    const profile = pdf.ref({ N: 3 });
    profile.end(outputProfile());
    // strings of PDF are String objects to pdfkit, names are plain strings
    const name = new String(OUTPUT_PROFILE_NAME);
    const intent = pdf.ref({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      Info: name,
      OutputConditionIdentifier: name,
      DestOutputProfile: profile,
    });
    intent.end();
    pdf._root.data['OutputIntents'] = [intent];
  }

  face(name: FaceName, size: number): this {
    // registered at the first use: only then is there something to embed
    if (!this.#faces.has(name)) {
      this.#faces.add(name);
      this.registerFont(name, faceOf(name).embeddable as unknown as Buffer);
    }
    return this.font(name).fontSize(size);
  }
  readonly #faces = new Set<FaceName>();

  /** Called by pdfkit for the XMP packet. Its own writes texts into the XML as they are. */
  _addInfo(): void {
    const { title, author, subject, created } = this.#properties;
    const at = new Date(created).toISOString().replace(/\.\d+Z$/, 'Z');
    const alternatives = (text: string): string => `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`;
    (this as unknown as Undeclared).appendXML(
      [
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
        `<dc:title>${alternatives(title)}</dc:title><dc:description>${alternatives(subject)}</dc:description>`,
        `<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>`,
        `<dc:language><rdf:Bag><rdf:li>${LANGUAGE}</rdf:li></rdf:Bag></dc:language>`,
        `<xmp:CreateDate>${at}</xmp:CreateDate><xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool><pdf:Producer>${PRODUCER}</pdf:Producer>`,
        '</rdf:Description>',
      ].join(''),
    );
  }

  /** Ends the document. */
  toBuffer(): Buffer {
    this.end();
    const chunks: Buffer[] = [];
    const stream = this as unknown as Undeclared;
    for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
