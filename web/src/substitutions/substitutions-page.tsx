/** Ủy quyền: who stands in for me, for whom I do, and (for who is over them) for whom somebody does; given and ended here. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { useAbility, useSession } from '../shared/session.ts';
import { ICON } from '../ui/icon.ts';
import { AppointSubstitute } from './appoint-substitute.tsx';
import { STANDINGS } from './standing.ts';
import { SubstitutionList } from './substitution-list.tsx';
import './substitutions.css';

export function SubstitutionsPage() {
  const { t } = useTranslation();
  const { ai: whose = 'given', luc } = useSearch({ from: '/inside/uy-quyen' });
  const navigate = useNavigate({ from: '/uy-quyen' });
  const { grants } = useSession();
  const ability = useAbility();
  const [appointing, setAppointing] = useState(false);
  const may = (action: string, subject: 'Substitution' | 'Account', unitPath: string): boolean =>
    ability !== undefined && can(ability, action, subject, { unitPath }).allowed;
  const over = (action: string): boolean => grants.some(({ unitPath }) => may(action, 'Substitution', unitPath));
  const kinds = (['given', 'received', 'unit'] as const).filter((kind) => kind !== 'unit' || over('read'));
  return (
    <div className="page medium">
      <header className="page-head">
        <h1>{t('substitutions.title')}</h1>
        <Button leftSection={<IconPlus {...ICON} size={16} />} onClick={() => setAppointing(true)}>
          {t('substitutions.appoint')}
        </Button>
      </header>
      <p className="dim">{t('substitutions.intro')}</p>
      <div className="chips" role="group" aria-label={t('substitutions.whose')}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={kind === whose}
            onClick={() => void navigate({ search: (before) => ({ ...before, ai: kind }), replace: true })}
          >
            {t(`substitutions.${kind}`)}
          </button>
        ))}
        <span className="chips-rule" />
        {[undefined, ...STANDINGS].map((standing) => (
          <button
            key={standing ?? 'any'}
            type="button"
            aria-pressed={standing === luc}
            onClick={() =>
              void navigate({ search: ({ luc: _, ...before }) => ({ ...before, ...(standing && { luc: standing }) }), replace: true })
            }
          >
            {t(`substitutions.standing.${standing ?? 'any'}`)}
          </button>
        ))}
      </div>
      <SubstitutionList key={whose} whose={whose} standing={luc} />
      <WhatItMeans />
      {appointing && (
        <AppointSubstitute
          // for whom, is found among the accounts that one may see
          forOthers={over('appoint') && grants.some(({ unitPath }) => may('read', 'Account', unitPath))}
          onClose={() => setAppointing(false)}
          onAppointed={(ofMe) => {
            setAppointing(false);
            void navigate({ search: { ai: ofMe ? 'given' : 'unit' }, replace: true });
          }}
        />
      )}
    </div>
  );
}

const MAY = ['work', 'claimed', 'record', 'ends'] as const;
const MAY_NOT = ['own', 'twice', 'chain', 'admin'] as const;

function WhatItMeans() {
  const { t } = useTranslation();
  return (
    <section className="card padded cover-means" aria-label={t('substitutions.means')}>
      <div>
        <h2>{t('substitutions.may.title')}</h2>
        <ul>
          {MAY.map((line) => (
            <li key={line}>{t(`substitutions.may.${line}`)}</li>
          ))}
        </ul>
      </div>
      <div>
        <h2>{t('substitutions.mayNot.title')}</h2>
        <ul>
          {MAY_NOT.map((line) => (
            <li key={line}>{t(`substitutions.mayNot.${line}`)}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}
