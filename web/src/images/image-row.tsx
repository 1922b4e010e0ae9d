/** One image: whose, from when, who proposed it and why, and what another person decided. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import type { NameOf } from '../shared/names.ts';
import type { SigningImageItem } from '../shared/types.ts';
import { shownDate } from '../../../forms/shown-date.ts';
import { StoredInk } from './ink-view.tsx';

export type Decision = 'approve' | 'refuse';

interface Row {
  readonly image: SigningImageItem;
  readonly names: NameOf;
  /** whose it is stands above already */
  readonly ofOne?: boolean;
  /** undefined: not by this person */
  readonly onDecide?: ((decision: Decision) => void) | undefined;
  /** it is the own proposal: another person decides */
  readonly isOwn: boolean;
}

export function ImageRow({ image, names, ofOne = false, onDecide, isOwn }: Row) {
  const { t } = useTranslation();
  const holder = image.person === undefined ? names.unit(image.unitPath) : names.person(image.person);
  const { decision } = image;
  return (
    <li className="image-row">
      <StoredInk image={image} name={holder} />
      <div>
        {!ofOne && <b>{holder}</b>}
        <span>{t('images.from', { day: shownDate(image.validFrom) })}</span>
        <small className="dim">{t('images.proposed', { name: names.person(image.proposedBy), at: dayAndClock(image.at) })}</small>
        <small>{image.reason}</small>
        {decision && (
          <small className={decision.approved ? undefined : 'bad'}>
            {t(decision.approved ? 'images.approved' : 'images.refused', { at: dayAndClock(decision.at), reason: decision.reason })}
          </small>
        )}
        {!decision && !onDecide && <small className="dim">{t(isOwn ? 'images.otherDecides' : 'images.waits')}</small>}
      </div>
      <span className="gap" />
      {!decision && onDecide && (
        <div className="line">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('images.refuseOne', { name: holder })}
            onClick={() => onDecide('refuse')}
          >
            {t('images.refuse')}
          </Button>
          <Button size="compact-sm" aria-label={t('images.approveOne', { name: holder })} onClick={() => onDecide('approve')}>
            {t('images.approve')}
          </Button>
        </div>
      )}
    </li>
  );
}
