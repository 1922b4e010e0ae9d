/** The rules of a decision: those that fired first, then what each other one lacked, and by how much. */
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../expressions/json.ts';
import { useLanguage } from '../shared/language.ts';
import type { DecisionItem } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { sayJson, type Say } from './say-json.ts';

type Table = DecisionItem['tables'][number];
const FLAGS: ReadonlySet<string> = new Set(['true', 'false']);
/** Columns of notes that say nothing. */
const withoutBlanks = (note: string): string =>
  note
    .split('; ')
    .filter((part) => part.trim() !== '-')
    .join('; ');

type Rule = Table['rules'][number];
type Failed = Rule['failed'][number];

const LOOK = { fired: [IconCheck, 'good'], failed: [IconX, 'dim'], skipped: [IconMinus, 'dim'] } as const;
/** Outputs by which tables tell how much weighs what they found, and say it in words. */
const [GRADE, MESSAGE] = ['severity', 'message'];
const ORDER = ['fired', 'failed', 'skipped'] as const;

export function DecisionTables({ tables }: { readonly tables: readonly Table[] }) {
  const { t } = useTranslation();
  return tables.map((table) => {
    const rules = ORDER.flatMap((state) => table.rules.filter((rule) => rule.state === state));
    const others = rules.filter(({ state }) => state !== 'fired');
    return (
      <section key={table.table}>
        {rules.every(({ state }) => state !== 'fired') && <p className="flat">{t('decisions.nothing')}</p>}
        <RuleList rules={rules.filter(({ state }) => state === 'fired')} outputs={table.outputs} />
        {others.length > 0 && (
          <details className="why">
            <summary>{t('decisions.others', { count: others.length })}</summary>
            <RuleList rules={others} outputs={table.outputs} />
          </details>
        )}
      </section>
    );
  });
}

function RuleList({ rules, outputs }: { readonly rules: readonly Rule[]; readonly outputs: readonly string[] }) {
  return (
    <ul className="plain-list rules">
      {rules.map((rule) => (
        <RuleLine key={rule.rule} rule={rule} outputs={outputs} />
      ))}
    </ul>
  );
}

function RuleLine({ rule, outputs }: { readonly rule: Rule; readonly outputs: readonly string[] }) {
  const { t } = useTranslation();
  const [Icon, className] = LOOK[rule.state];
  return (
    <li>
      <Icon {...ICON} size={16} className={className} />
      <div>
        <b>{t(`decisions.rule.${rule.state}`, { number: rule.number })}</b>
        {rule.state === 'fired' && <Output names={outputs} output={rule.output ?? null} />}
        {rule.failed.map((one) => (
          <Condition key={`${one.label} ${one.condition}`} failed={one} />
        ))}
        {rule.unsettled !== undefined && <small className="unsettled">{t('decisions.unsettled', { source: rule.unsettled })}</small>}
        {rule.note !== undefined && rule.note !== '' && (
          <small className="dim">{t('decisions.basis', { note: withoutBlanks(rule.note) })}</small>
        )}
      </div>
    </li>
  );
}

function Output({ names, output }: { readonly names: readonly string[]; readonly output: Json }) {
  const { t, i18n } = useTranslation();
  const say = useSay();
  const values: readonly Json[] = Array.isArray(output) ? output : [output];
  const named = new Map(names.map((name, at) => [name, values[at] ?? null]));
  const grade = named.get(GRADE);
  const message = named.get(MESSAGE);
  // codes beside a text are for programs
  const shown = message === undefined || message === null ? values : [message];
  const said = shown.flatMap((value, at) => {
    const text = sayJson(value, say);
    return text === '' ? [] : [shown.length === 1 ? text : `${names[at] ?? ''}: ${text}`];
  });
  const key = typeof grade === 'string' ? `decisions.grade.${grade}` : '';
  return (
    <span>
      {key !== '' && i18n.exists(key) && <b className="gap-said graded">{t(key)}</b>} {said.join('; ')}
    </span>
  );
}

function Condition({ failed: { label, value, condition, gap } }: { readonly failed: Failed }) {
  const say = useSay();
  const { t } = say;
  return (
    <span className="condition">
      {t('decisions.condition', {
        label,
        value: sayJson(value, say) || t('decisions.none'),
        condition: FLAGS.has(condition) ? t(condition === 'true' ? 'decisions.yes' : 'decisions.no') : condition,
      })}
      {gap && (
        <b className="gap-said">
          {gap.side === 'at' ? t('decisions.gap.at') : t(`decisions.gap.${gap.side}`, { amount: amountOf(gap.amount, t) })}
        </b>
      )}
    </span>
  );
}

const useSay = (): Say => ({ t: useTranslation().t, language: useLanguage() });

function amountOf(amount: NonNullable<Failed['gap']>['amount'], t: Say['t']): string {
  if (amount.kind === 'number') return amount.value;
  const parts = (['years', 'months', 'days'] as const).filter((part) => amount[part] > 0);
  return parts.map((part) => `${amount[part]} ${t(`form.term.${part}`)}`).join(' ') || `0 ${t('form.term.days')}`;
}
