/** Where one is in a long form: its sections with what is missing in each, and the attachments that it asks for. */
import { IconAlertCircle, IconCheck, IconCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.ts';
import { ICON } from '../ui/icon.ts';
import { labelOf } from './label-of.ts';
import type { Component } from './open-form.ts';
import { attachmentsOf, sectionsOf } from './sections-of.ts';
import type { FilledForm } from './use-filled-form.ts';

export function FormOutline({ filled, components }: { readonly filled: FilledForm; readonly components: readonly Component[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sections = sectionsOf(filled, components);
  const attachments = attachmentsOf(filled, components);
  if (sections.length < 2 && attachments.length === 0) return null;
  return (
    <aside className="outline no-print">
      {sections.length > 1 && (
        <section aria-labelledby="outline-sections">
          <h2 id="outline-sections">{t('outline.sections')}</h2>
          <ol className="flat plain-list">
            {sections.map(({ id, component, lacks }) => (
              <li key={id}>
                <a href={`#${id}`} onClick={(event) => reach(event, id)}>
                  {lacks === 0 ? <IconCheck {...ICON} size={16} className="good" /> : <IconCircle {...ICON} size={16} />}
                  <span>{labelOf(component, language)}</span>
                  <small className="dim">{lacks === 0 ? t('outline.whole') : t('outline.lacks', { count: lacks })}</small>
                </a>
              </li>
            ))}
          </ol>
        </section>
      )}
      {attachments.length > 0 && (
        <section aria-labelledby="outline-attachments">
          <h2 id="outline-attachments">{t('outline.attachments')}</h2>
          <ul className="flat plain-list">
            {attachments.map(({ component, pointer, isRequired, count }) => (
              <li key={pointer}>
                <span>
                  {count > 0 ? (
                    <IconCheck {...ICON} size={16} className="good" />
                  ) : isRequired ? (
                    <IconAlertCircle {...ICON} size={16} className="bad" />
                  ) : (
                    <IconCircle {...ICON} size={16} />
                  )}
                  <span>{labelOf(component, language)}</span>
                  <small className="dim">
                    {count > 0 ? t('outline.files', { count }) : t(isRequired ? 'outline.missing' : 'outline.optional')}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

/** The address keeps what it says about filters and drafts: only the view moves, and with it who uses the keyboard. */
function reach(event: React.MouseEvent, id: string): void {
  event.preventDefault();
  const section = document.getElementById(id);
  section?.scrollIntoView({ block: 'start', behavior: 'auto' });
  section?.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
}
