/** The verdict on a signed document in plain words: is it good, who signed it when and as what, what is not as it should be. */
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SignatureReport, VerificationReport } from '../../../signing/report/verification-report.ts';
import { dayAndClock } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import { Facts } from '../ui/facts.tsx';
import { Hash } from '../ui/hash.tsx';
import { ICON } from '../ui/icon.ts';
import { changeText, findingText } from './report-words.ts';

const LOOKS = {
  'TOTAL-PASSED': { tone: 'done', Icon: IconCircleCheck, word: 'passed' },
  'TOTAL-FAILED': { tone: 'over', Icon: IconCircleX, word: 'failed' },
  INDETERMINATE: { tone: 'near', Icon: IconAlertTriangle, word: 'unclear' },
} as const;

export function Verdict({ report }: { readonly report: VerificationReport }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { tone, Icon, word } = LOOKS[report.indication];
  return (
    <div className="stack tight">
      <div className={`verdict ${tone}`} role="status">
        <Icon {...ICON} size={24} />
        <div>
          <b>{t(`verdict.${word}`)}</b>
          <small>{t(`verdict.${word}Hint`)}</small>
        </div>
      </div>
      {report.findings.length > 0 && (
        <ul className="flat">
          {report.findings.map((finding) => (
            <li key={findingText(finding, language)}>{findingText(finding, language)}</li>
          ))}
        </ul>
      )}
      {report.signatures.map((signature) => (
        <OneSignature key={signature.field} signature={signature} />
      ))}
      {report.unsignedFields.length > 0 && (
        <p className="dim small flat">{t('verdict.unsigned', { count: report.unsignedFields.length })}</p>
      )}
      <p className="dim small flat">{t('verdict.judged', { at: dayAndClock(report.validatedAt) })}</p>
      <div className="facts">
        <span className="dim small">SHA-256</span>
        <Hash value={report.file.sha256} />
      </div>
    </div>
  );
}

function OneSignature({ signature }: { readonly signature: SignatureReport }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { kind, signer, claimed, signedBefore, level, findings, changesSince } = signature;
  const { tone, word } = LOOKS[signature.indication];
  const wrong = [...findings.map((one) => findingText(one, language)), ...changesSince.refused.map((one) => changeText(one, language))];
  return (
    <section className="signature" aria-label={signer?.name ?? t(`verdict.kind.${kind}`)}>
      <div className="line">
        <b>{signer?.name ?? t('verdict.unknown')}</b>
        <span className={`chip ${tone}`}>{t(`verdict.short.${word}`)}</span>
      </div>
      <Facts
        facts={[
          [
            t('verdict.as'),
            kind === 'documentTimeStamp' ? t('verdict.kind.documentTimeStamp') : t(`verdict.capacity.${signer?.capacity ?? 'unknown'}`),
          ],
          [t('verdict.organization'), signer?.organization ?? undefined],
          [t('verdict.proven'), signedBefore === null ? t('verdict.notProven') : dayAndClock(signedBefore)],
          [t('verdict.claimed'), claimed.time === null ? undefined : dayAndClock(claimed.time)],
          [t('verdict.reason'), claimed.reason ?? undefined],
          [t('verdict.certificate'), validity(t, signature)],
          [t('verdict.issuer'), signer?.issuer],
          [t('verdict.level'), level ?? undefined],
        ]}
      />
      {wrong.length > 0 && (
        <ul className={word === 'unclear' ? 'unclear' : 'bad'}>
          {wrong.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {changesSince.permitted.length > 0 && (
        <p className="dim small flat">
          {t('verdict.since', { changes: changesSince.permitted.map((one) => changeText(one, language)).join('; ') })}
        </p>
      )}
    </section>
  );
}

function validity(t: TFunction, { certificateValidAtSigning: valid }: SignatureReport): string {
  if (valid === null) return t('verdict.validity.unknown');
  return t(valid ? 'verdict.validity.yes' : 'verdict.validity.no');
}
