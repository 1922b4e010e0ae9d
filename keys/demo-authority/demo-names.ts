import { OID } from '../../signing/asn1/oids.ts';
import { TAG } from '../../signing/asn1/tags.ts';
import { oid, sequence, tagged } from '../../signing/asn1/write-der.ts';

/** Stands in every name that the demo authority writes, as the law's words for what it is worth. */
export const DEMO_MARK = 'DEMO – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ';
/** ub-common-name, ub-organization-name, ub-title (RFC 5280 A.1) */
const LONGEST = 64;
const PRINTABLE_STRING = 0x13;
const COUNTRY = '2.5.4.6';

export interface DemoSubject {
  readonly name: string;
  readonly organization?: string;
  readonly title?: string;
  /** `CCCD:<personal id>` or `MST:<tax code>` */
  readonly uid?: string;
}

/** The Name (DER) of a subject, marked as what it is in the name itself and in its unit. */
export function demoName({ name, organization, title, uid }: DemoSubject): Buffer {
  const parts = [
    pair(COUNTRY, tagged(PRINTABLE_STRING, Buffer.from('VN'))),
    ...(organization === undefined ? [] : [text(OID.organization, organization)]),
    text(OID.organizationalUnit, DEMO_MARK),
    ...(title === undefined || title === '' ? [] : [text(OID.title, title)]),
    text(OID.commonName, `[DEMO] ${name}`),
    ...(uid === undefined ? [] : [text(OID.userId, uid)]),
  ];
  return sequence(...parts);
}

const text = (type: string, value: string): Buffer => pair(type, tagged(TAG.utf8String, Buffer.from(shortened(value.normalize('NFC')))));
const pair = (type: string, value: Buffer): Buffer => tagged(TAG.set, sequence(oid(type), value));

function shortened(value: string): string {
  const letters = [...value];
  return letters.length <= LONGEST ? value : `${letters.slice(0, LONGEST - 1).join('')}…`;
}
