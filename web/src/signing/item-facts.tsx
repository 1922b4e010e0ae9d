/** What is signed, as whom, with which certificate, and where it will be seen. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { day } from '../shared/instants.ts';
import type { SigningItem } from '../shared/types.ts';
import type { PdfFound } from '../pdf/pdf-view.tsx';
import type { FieldPlace } from '../pdf/field-place.ts';
import { Facts } from '../ui/facts.tsx';
import { Hash } from '../ui/hash.tsx';

const SOON_MS = 30 * 24 * 3_600_000;
const THIRD = 1 / 3;

interface Shown {
  readonly item: SigningItem;
  readonly found: PdfFound | undefined;
}

export function ItemFacts({ item, found }: Shown) {
  const { t } = useTranslation();
  const ends = item.validTo;
  return (
    <div className="stack tight">
      <Facts
        facts={[
          [t('sign.document'), item.name],
          [t('sign.capacity.title'), t(`sign.capacity.${item.capacity}`)],
          [t('sign.place.title'), found && placeText(t, found.place)],
          [t('sign.certificate'), item.signer],
          [t('sign.issuer'), item.issuer],
          [t('sign.validTo'), ends && day(ends)],
        ]}
      />
      {ends !== undefined && Date.parse(ends) - Date.now() < SOON_MS && <p className="note warn">{t('sign.endsSoon')}</p>}
      {item.shown !== undefined && (
        <div className="facts">
          <span className="dim small">SHA-256</span>
          <Hash value={item.shown} />
        </div>
      )}
    </div>
  );
}

function placeText(t: TFunction, place: FieldPlace | undefined): string {
  if (!place) return t('sign.place.hidden');
  const across = side(place.left + place.width / 2, ['left', 'middle', 'right']);
  const down = side(place.top + place.height / 2, ['top', 'centre', 'bottom']);
  return t('sign.place.at', { page: place.page, down: t(`sign.side.${down}`), across: t(`sign.side.${across}`) });
}

function side<T>(part: number, names: readonly [T, T, T]): T {
  if (part < THIRD) return names[0];
  return part < 2 * THIRD ? names[1] : names[2];
}
