/** A text in which colleagues of the case can be spoken to: `@` offers their names, by keyboard as well. */
import { Combobox, Textarea, useCombobox, VisuallyHidden } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../ui/avatar.tsx';
import { beginningAt, matching, withMention, type Mentionable } from './mentions.ts';

interface Typed {
  readonly text: string;
  readonly people: readonly Mentionable[];
  readonly onChange: (text: string) => void;
}

const MOST = 8;

export function MentionBox({ text, people, onChange }: Typed) {
  const { t } = useTranslation();
  const box = useRef<HTMLTextAreaElement>(null);
  const [beginning, setBeginning] = useState<string>();
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const found = beginning === undefined ? [] : matching(people, beginning).slice(0, MOST);
  const isOffered = list.dropdownOpened && found.length > 0;
  const look = (value: string, caret: number): void => {
    const begun = beginningAt(value, caret);
    setBeginning(begun);
    if (begun === undefined) return list.closeDropdown();
    list.openDropdown();
    list.updateSelectedOptionIndex('active');
    // the first is what Enter takes
    window.setTimeout(() => list.selectFirstOption());
  };
  const take = (id: string): void => {
    const chosen = people.find((one) => one.id === id);
    if (!chosen) return;
    const next = withMention(text, box.current?.selectionStart ?? text.length, chosen);
    onChange(next.text);
    list.closeDropdown();
    window.setTimeout(() => box.current?.setSelectionRange(next.caret, next.caret));
  };
  return (
    <Combobox store={list} onOptionSubmit={take} position="top-start" middlewares={{ flip: true, shift: true }}>
      <Combobox.Target withAriaAttributes={false} withKeyboardNavigation={isOffered}>
        <Textarea
          ref={box}
          label={t('comments.add')}
          description={people.length > 0 ? t('comments.mentionHint') : undefined}
          autosize
          minRows={2}
          maxLength={4_000}
          value={text}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            look(event.currentTarget.value, event.currentTarget.selectionStart);
          }}
          onBlur={() => list.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOffered}>
        <Combobox.Options aria-label={t('comments.mention')}>
          {found.map(({ id, name }) => (
            <Combobox.Option key={id} value={id} className="mention-option">
              <Avatar name={name} /> {name}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
      <VisuallyHidden role="status">{isOffered ? t('comments.mentionCount', { count: found.length }) : ''}</VisuallyHidden>
    </Combobox>
  );
}
