/** Điều kiện: what the law's tables decided in this case, which rule fired, what each other one lacked and by how much, and how it was counted. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import type { CaseDetail, DecisionItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { decisionsQuery } from './case-queries.ts';
import { DecisionTables } from './decision-tables.tsx';
import { explainedSum } from './explained-sum.ts';
import { explanationsIn } from './explanations-in.ts';

export function Decisions({ record }: { readonly record: CaseDetail }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(decisionsQuery(record.id));
  if (isPending) return <Skeleton height={160} />;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (data.items.length === 0) return <EmptyState title={t('decisions.empty')} hint={t('decisions.emptyHint')} />;
  const latest = latestOfEach(data.items);
  const earlier = data.items.filter((one) => !latest.includes(one)).toReversed();
  return (
    <div className="stack">
      {latest.map((item) => (
        <Decision key={keyOf(item)} item={item} />
      ))}
      {earlier.length > 0 && (
        <details className="note why">
          <summary>{t('decisions.earlier', { count: earlier.length })}</summary>
          <div className="stack">
            {earlier.map((item) => (
              <Decision key={keyOf(item)} item={item} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

const keyOf = ({ revision, node, decision }: DecisionItem): string => `${revision} ${node} ${decision}`;

/** The last of each task of the diagram, the newest first. */
function latestOfEach(items: readonly DecisionItem[]): readonly DecisionItem[] {
  return [...new Map(items.map((item) => [`${item.node} ${item.decision}`, item])).values()].toReversed();
}

function Decision({ item }: { readonly item: DecisionItem }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = explanationsIn(item.output, language);
  const counted = explanationsIn(item.inputs, language).filter((text) => !said.includes(text));
  return (
    <article className="decision">
      <div className="line">
        <h3>{item.name || item.decision}</h3>
        <small className="dim number">{t('decisions.at', { at: dayAndClock(item.at), version: item.version })}</small>
      </div>
      {!item.reproduced && <p className="note warn">{t('decisions.notReproduced')}</p>}
      {item.undetermined.length > 0 && (
        <div className="note warn">
          <b>{t('decisions.undetermined')}</b>
          <ul className="plain-list">
            {item.undetermined.map(({ rule, source }) => (
              <li key={`${rule} ${source}`}>{source}</li>
            ))}
          </ul>
        </div>
      )}
      {said.length > 0 && <Said title={t('decisions.outcome')} texts={said} />}
      {counted.length > 0 && <Said title={t('decisions.counted')} texts={counted} />}
      <Favourable item={item} />
      <DecisionTables tables={item.tables} />
      {item.tables.length === 0 && <p className="dim flat small">{t('decisions.masked')}</p>}
    </article>
  );
}

function Said({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  const language = useLanguage();
  return (
    <section>
      <h4>{title}</h4>
      {texts.map((text) => {
        const sum = explainedSum(text, language);
        return sum ? <Sum key={text} {...sum} /> : <p key={text}>{text}</p>;
      })}
    </section>
  );
}

function Sum({ title, parts, sum, rest }: NonNullable<ReturnType<typeof explainedSum>>) {
  const { t } = useTranslation();
  return (
    <>
      <table className="sum">
        <caption>{title}</caption>
        <tbody>
          {parts.map(({ what, length }, at) => (
            <tr key={what}>
              <td className="dim">{at === 0 ? '' : '+'}</td>
              <th scope="row">{what}</th>
              <td className="number">{length}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>=</td>
            <th scope="row">{t('decisions.sum')}</th>
            <td className="number">{sum}</td>
          </tr>
        </tfoot>
      </table>
      {rest !== '' && <p>{rest}</p>}
    </>
  );
}

function Favourable({ item }: { readonly item: DecisionItem }) {
  const { t } = useTranslation();
  if (item.favourable.length < 2) return null;
  const chosen = item.favourable.find((one) => one.chosen === true);
  return chosen ? <p className="flat">{t('decisions.favourable', { count: item.favourable.length, version: chosen.version })}</p> : null;
}
