/** The rows of a list as they were read, with what is wrong by column; the wrong ones alone where somebody puts them right. */
import { Switch } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.ts';
import { useNames, type NameOf } from '../shared/names.ts';
import { roleTitle } from '../shared/role-title.ts';
import type { ListPreview } from '../shared/types.ts';
import { rowsOf, textOf } from './snapshot.ts';

type Row = ListPreview['rows'][number];
const SHOWN = ['personName', 'personIdentity', 'login', 'unitPath', 'roles'] as const;
type Column = (typeof SHOWN)[number];

const fieldsOf = (request: Row['request']) => request as Readonly<Record<string, Row['request']>>;
const UNIT = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

export function ImportRows({ preview }: { readonly preview: ListPreview }) {
  const { t } = useTranslation();
  const [wrongOnly, setWrongOnly] = useState(preview.invalid > 0 && preview.valid > 0);
  const nameOf = new Map(preview.columns.map(({ key, name }) => [key, name]));
  const rows = wrongOnly ? preview.rows.filter(({ problems }) => problems.length > 0) : preview.rows;
  const units = preview.rows.flatMap(({ request }) => textOf(fieldsOf(request)['unitPath']) ?? []).filter((path) => UNIT.test(path));
  const names = useNames([], units);
  return (
    <div className="card list scroll">
      {preview.invalid > 0 && preview.valid > 0 && (
        <div className="panel">
          <Switch label={t('accounts.wrongOnly')} checked={wrongOnly} onChange={(event) => setWrongOnly(event.currentTarget.checked)} />
        </div>
      )}
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{t('accounts.line')}</th>
            {SHOWN.map((column) => (
              <th key={column} scope="col">
                {t(`accounts.listed.${column}`)}
              </th>
            ))}
            <th scope="col">{t('accounts.check')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td className="number">
                <span className="label">{t('accounts.line')} </span>
                {row.line}
              </td>
              {SHOWN.map((column) => (
                <Cell key={column} row={row} column={column} names={names} />
              ))}
              <td>
                <Problems row={row} nameOf={(key) => nameOf.get(key) ?? key} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ row, column, names }: { readonly row: Row; readonly column: Column; readonly names: NameOf }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const wrong = row.problems.some((problem) => problem.column === column);
  const text = cellText(row.request, column, names, (role) => roleTitle(role, language));
  return (
    <td>
      {wrong ? (
        <span className="flagged bad">
          <IconAlertTriangle size={14} stroke={1.8} role="img" aria-label={t('accounts.wrongCell')} />
          {text}
        </span>
      ) : (
        text
      )}
    </td>
  );
}

function cellText(request: Row['request'], column: Column, names: NameOf, titleOf: (role: string) => string): string {
  const fields = fieldsOf(request);
  if (column === 'roles') return (rowsOf(fields['grants']) ?? []).map(({ role }) => titleOf(textOf(role) ?? '')).join(', ');
  const text = textOf(fields[column]) ?? '';
  return column === 'unitPath' && UNIT.test(text) ? names.unit(text) : text;
}

function Problems({ row, nameOf }: { readonly row: Row; readonly nameOf: (key: string) => string }) {
  const { t } = useTranslation();
  if (row.problems.length === 0)
    return (
      <span className="good">
        <IconCheck size={14} stroke={2} aria-hidden /> {t('accounts.sound')}
      </span>
    );
  return (
    <ul className="plain-list tight">
      {row.problems.map(({ column, code, message, remedy }) => (
        <li key={`${column} ${code}`}>
          <Told name={column === undefined ? undefined : nameOf(column)} message={message} />
          {remedy !== undefined && <small className="dim block">{remedy}</small>}
        </li>
      ))}
    </ul>
  );
}

/** A message of the form begins with its field, which is not told twice; what a column's head explains in brackets is no part of its name. */
function Told({ name, message }: { readonly name: string | undefined; readonly message: string }) {
  const short = name?.replace(/ \(.*\)$/, '');
  if (short === undefined) return message;
  const text = message.startsWith(`${short}: `) ? message.slice(short.length + 2) : message;
  return (
    <>
      <b>{short}:</b> {text}
    </>
  );
}
