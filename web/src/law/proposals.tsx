/** What is proposed of an entry and waits for a second person; for who may propose, with what it would do. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { dayAndClock } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import { useNames } from '../shared/names.ts';
import { useSession } from '../shared/session.ts';
import type { ParameterItem, ParameterVersion } from '../shared/types.ts';
import { ConfidenceChip } from './confidence-chip.tsx';
import { EffectPreview } from './effect-preview.tsx';
import { valueWords } from './value-words.ts';

interface Proposed {
  readonly item: ParameterItem;
  readonly mayLook: boolean;
}

export function Proposals({ item, mayLook }: Proposed) {
  const { t } = useTranslation();
  const open = item.versions.filter(({ status }) => status === 'proposed');
  if (open.length === 0) return null;
  return (
    <section className="card padded stack" aria-label={t('law.proposals')}>
      <h2>{t('law.proposals')}</h2>
      {open.map((version) => (
        <Proposal key={version.version} version={version} mayLook={mayLook} />
      ))}
    </section>
  );
}

function Proposal({ version, mayLook }: { readonly version: ParameterVersion; readonly mayLook: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { account } = useSession();
  const [looking, setLooking] = useState(false);
  const names = useNames([version.proposedBy]);
  const { caseId, proposedBy, proposedAt, validFrom, citation, note } = version;
  return (
    <div className="stack tight law-proposal">
      <div className="line start">
        <b>{valueWords(version, language)}</b>
        <span>{t('law.from', { from: shownDate(validFrom) })}</span>
        <ConfidenceChip {...version} />
      </div>
      <p className="flat">{citation}</p>
      {note !== undefined && <p className="note">{note}</p>}
      <small className="dim">{t('law.proposedBy', { name: names.person(proposedBy), at: dayAndClock(proposedAt) })}</small>
      <small className="dim">{t(proposedBy === account ? 'law.otherDecides' : 'law.waits')}</small>
      {caseId !== undefined && (
        <div className="line start no-print">
          {mayLook && (
            <Button size="compact-sm" variant="default" aria-expanded={looking} onClick={() => setLooking(!looking)}>
              {t('law.effect.look')}
            </Button>
          )}
          <Link to="/ho-so/$caseId" params={{ caseId }} className="link">
            {t('law.toCase')}
          </Link>
        </div>
      )}
      {looking && caseId !== undefined && <EffectPreview asked={{ proposal: caseId }} from={validFrom} />}
    </div>
  );
}
