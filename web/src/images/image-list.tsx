/** Images in a list; those that wait are decided here, with a reason, by who may. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { useNames } from '../shared/names.ts';
import { request } from '../shared/request.ts';
import { useAbility, useSession } from '../shared/session.ts';
import type { SigningImageItem } from '../shared/types.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { ImageRow, type Decision } from './image-row.tsx';

interface Listed {
  readonly images: readonly SigningImageItem[];
  readonly label: string;
  readonly ofOne?: boolean;
}

export function ImageList({ images, label, ofOne = false }: Listed) {
  const { t } = useTranslation();
  const { account } = useSession();
  const ability = useAbility();
  const [asked, setAsked] = useState<{ readonly image: SigningImageItem; readonly decision: Decision }>();
  const names = useNames(
    images.flatMap(({ person, proposedBy }) => [person, proposedBy]),
    images.map(({ unitPath }) => unitPath),
  );
  const isOwn = (image: SigningImageItem): boolean => image.account === account;
  // of a person the unit is not known here: the server has the last word
  const mayDecide = (image: SigningImageItem): boolean =>
    ability !== undefined &&
    !isOwn(image) &&
    can(ability, 'decide', 'SigningImage', image.unitPath === undefined ? undefined : { unitPath: image.unitPath }).allowed;
  return (
    <>
      <ul className="images" aria-label={label}>
        {images.map((image) => (
          <ImageRow
            key={image.id}
            image={image}
            names={names}
            ofOne={ofOne}
            isOwn={isOwn(image)}
            onDecide={mayDecide(image) ? (decision) => setAsked({ image, decision }) : undefined}
          />
        ))}
      </ul>
      {asked && (
        <ReasonDialog
          title={t(`images.${asked.decision}Title`)}
          hint={t(`images.${asked.decision}Hint`)}
          action={t(`images.${asked.decision}`)}
          act={async (reason, idempotencyKey) =>
            await request(`/signing-images/${asked.image.id}/decision`, {
              method: 'POST',
              body: { approve: asked.decision === 'approve', reason },
              idempotencyKey,
            })
          }
          changes={['images']}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
