/** A signature or seal in the colour in which it is printed: blue of a person, red of an agency. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SigningImageItem } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { imageQuery } from './image-queries.ts';

export function StoredInk({ image, name }: { readonly image: SigningImageItem; readonly name: string }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery({ ...imageQuery(image.id), enabled: image.sha256 !== undefined });
  if (image.sha256 === undefined) return <p className="ink none">{t('images.none')}</p>;
  if (isPending) return <Skeleton className="ink" />;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  const of = image.person === undefined ? 'seal' : 'signature';
  return <Ink of={of} source={`data:image/png;base64,${data.png ?? ''}`} label={t(`images.of.${of}`, { name })} />;
}

interface Drawn {
  readonly of: 'signature' | 'seal';
  /** address of a PNG */
  readonly source: string;
  readonly label: string;
}

/** On white as on paper, in the dark too: whoever decides sees what will be printed. */
export function Ink({ of, source, label }: Drawn) {
  return (
    <div className="ink">
      <div role="img" aria-label={label} className={of} style={{ maskImage: `url("${source}")` }} />
    </div>
  );
}
