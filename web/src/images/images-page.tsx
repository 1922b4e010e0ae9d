/** Ảnh chữ ký, con dấu: what waits for a second person, and the images of one person or agency over time. */
import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { useNames } from '../shared/names.ts';
import { useAbility } from '../shared/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { HolderChoice } from './holder-choice.tsx';
import { ImageList } from './image-list.tsx';
import { imagesQuery, undecidedQuery, type Holder } from './image-queries.ts';
import { ProposeImage } from './propose-image.tsx';

export function ImagesPage() {
  const { t } = useTranslation();
  const { nguoi, donvi } = useSearch({ from: '/inside/anh-chu-ky' });
  const navigate = useNavigate({ from: '/anh-chu-ky' });
  const undecided = useQuery(undecidedQuery);
  const holder: Holder | undefined = nguoi ? { person: nguoi } : donvi ? { unitPath: donvi } : undefined;
  return (
    <div className="page narrow">
      <h1>{t('images.title')}</h1>
      <p className="dim">{t('images.intro')}</p>
      <h2>{t('images.undecided')}</h2>
      {undecided.isPending && <Skeleton height={120} />}
      <ProblemNote error={undecided.error} onRetry={() => void undecided.refetch()} />
      {undecided.data?.length === 0 && <p className="dim">{t('images.nothingWaits')}</p>}
      {undecided.data && undecided.data.length > 0 && <ImageList images={undecided.data} label={t('images.undecided')} />}
      <h2>{t('images.look')}</h2>
      <HolderChoice
        kind={donvi === undefined ? 'person' : 'agency'}
        holder={holder}
        onChange={(kind, chosen) =>
          void navigate({
            search:
              chosen === undefined
                ? kind === 'agency'
                  ? { donvi: '' }
                  : {}
                : 'person' in chosen
                  ? { nguoi: chosen.person }
                  : { donvi: chosen.unitPath },
            replace: true,
          })
        }
      />
      {holder && <OfOne key={JSON.stringify(holder)} holder={holder} />}
    </div>
  );
}

function OfOne({ holder }: { readonly holder: Holder }) {
  const { t } = useTranslation();
  const ability = useAbility();
  const [proposing, setProposing] = useState(false);
  const { data, error, isPending, refetch } = useQuery(imagesQuery(holder));
  const [person, unit] = 'person' in holder ? [holder.person] : [undefined, holder.unitPath];
  const names = useNames([person], [unit]);
  const name = person === undefined ? names.unit(unit) : names.person(person);
  const mayPropose =
    ability !== undefined && !error && can(ability, 'propose', 'SigningImage', unit === undefined ? undefined : { unitPath: unit }).allowed;
  return (
    <section className="stack" aria-label={name}>
      <div className="line start">
        <h3>{name}</h3>
        <span className="gap" />
        {mayPropose && (
          <Button leftSection={<IconPlus {...ICON} size={16} />} onClick={() => setProposing(true)}>
            {t('images.propose')}
          </Button>
        )}
      </div>
      {isPending && <Skeleton height={120} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data?.length === 0 && <EmptyState title={t('images.empty')} hint={t('images.emptyHint')} />}
      {data && data.length > 0 && <ImageList images={data} label={name} ofOne />}
      {proposing && <ProposeImage holder={holder} name={name} onClose={() => setProposing(false)} />}
    </section>
  );
}
