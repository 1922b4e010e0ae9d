/** What is told in passing, in a corner. Loaded after the page: nothing is told before something was done. */
import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

export function Toasts() {
  return <Notifications position="bottom-right" />;
}
