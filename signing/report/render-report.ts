import type { Change } from '../compare/change.ts';
import en from './en.json' with { type: 'json' };
import type { SignatureReport, VerificationReport } from './verification-report.ts';
import vi from './vi.json' with { type: 'json' };

/** A report for people, line by line: who, when, in which capacity, valid at signing, whole document, what changed since. */
export function renderReport(report: VerificationReport, name: string, language: 'vi' | 'en'): readonly string[] {
  return new Renderer(language === 'vi' ? vi : en).report(report, name);
}

type Texts = Readonly<Record<string, string>>;
type Details = Readonly<Record<string, string | number | undefined>>;
/** Vietnam time, ISO 8601, as on the page (N30/2020/NĐ-CP). */
const OFFSET = 7 * 3_600_000;

class Renderer {
  readonly #texts: typeof vi;

  constructor(texts: typeof vi) {
    this.#texts = texts;
  }

  report(report: VerificationReport, name: string): readonly string[] {
    const { labels, indications } = this.#texts;
    return [
      `${labels.file}: ${name}`,
      `${labels.judgedFor}: ${local(report.validatedAt)}`,
      `${labels.result}: ${indications[report.indication]} (${standard(report)})`,
      ...report.findings.map((finding) => `  ! ${this.#finding(finding)}`),
      ...report.signatures.flatMap((signature, index) => ['', ...this.#signature(signature, index + 1)]),
      ...(report.unsignedFields.length > 0 ? ['', `${labels.unsignedFields}: ${report.unsignedFields.join(', ')}`] : []),
    ];
  }

  #signature(signature: SignatureReport, number: number): readonly string[] {
    const { labels, indications, kinds } = this.#texts;
    const line = (label: string, value: string | null): readonly string[] => (value === null ? [] : [`   ${label}: ${value}`]);
    return [
      `${number}. ${kinds[signature.kind]} “${signature.field}”: ${indications[signature.indication]} (${standard(signature)})`,
      ...line(labels.signer, this.#who(signature)),
      ...line(labels.capacity, this.#capacity(signature)),
      ...line(labels.reason, signature.claimed.reason),
      ...line(labels.claimedTime, signature.claimed.time === null ? null : local(signature.claimed.time)),
      ...line(labels.provenTime, signature.signedBefore === null ? labels.notProven : local(signature.signedBefore)),
      ...line(labels.validAtSigning, this.#validity(signature)),
      ...line(labels.level, signature.level),
      ...line(labels.coverage, signature.coversWholeFile ? labels.whole : labels.part),
      ...this.#changes(signature),
      ...signature.findings.map((finding) => `   ! ${this.#finding(finding)}`),
      ...signature.timeStamps.flatMap(({ findings }) => findings.map((finding) => `   ! ${labels.timeStamp}: ${this.#finding(finding)}`)),
      ...signature.warnings.map((code) => `   ${labels.warning}: ${this.#texts.warnings[code]}`),
    ];
  }

  #who({ signer }: SignatureReport): string | null {
    return signer && [signer.name, signer.title, signer.organization, signer.identifier].filter(Boolean).join(', ');
  }

  #capacity({ signer }: SignatureReport): string | null {
    return signer?.capacity ? this.#texts.capacities[signer.capacity] : null;
  }

  #validity({ certificateValidAtSigning: valid }: SignatureReport): string {
    const { yes, no, unknown } = this.#texts.labels;
    if (valid === null) return unknown;
    return valid ? yes : no;
  }

  #changes({ changesSince: { permitted, refused } }: SignatureReport): readonly string[] {
    const { labels } = this.#texts;
    if (permitted.length + refused.length === 0) return [`   ${labels.changes}: ${labels.none}`];
    const lines = (changes: readonly Change<string>[], label: string): readonly string[] =>
      changes.map((change) => `     - ${label}: ${fill(this.#texts.changes, change.code, { ...change })}`);
    return [`   ${labels.changes}:`, ...lines(refused, labels.refused), ...lines(permitted, labels.permitted)];
  }

  #finding({ code, details }: { readonly code: string; readonly details: Details }): string {
    return fill(this.#texts.findings, code, details).trim();
  }
}

function fill(texts: Texts, code: string, details: Details): string {
  return (texts[code] ?? code).replaceAll(/\{(\w+)\}/g, (_, name: string) => visible(String(details[name] ?? '')));
}

/** What a file says must not reach a terminal as commands to it. */
function visible(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\uFFFD');
}

function standard({ indication, subIndication }: { readonly indication: string; readonly subIndication: string | null }): string {
  return subIndication === null ? indication : `${indication}/${subIndication}`;
}

function local(time: string): string {
  return new Date(Date.parse(time) + OFFSET).toISOString().replace(/\.\d+Z$/, '+07:00');
}
