import { notifications } from '@mantine/notifications';
import i18n from 'i18next';

/** Says in passing what has come about; `warns`: what is to be minded. */
export function tell(message: string, warns = false): void {
  notifications.show({ message, ...(warns && { color: 'orange' }), closeButtonProps: { 'aria-label': i18n.t('bulk.close') } });
}
