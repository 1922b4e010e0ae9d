/** What keeps the case from going on: said to everybody who sees it, with what an administrator can do about it. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { dayAndClock } from '../shared/instants.ts';
import { request } from '../shared/request.ts';
import { useAbility } from '../shared/session.ts';
import type { CaseDetail, IncidentItem } from '../shared/types.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { incidentsQuery } from './case-queries.ts';
import { useNodeNames } from './node-names.ts';

export function Incidents({ record }: { readonly record: CaseDetail }) {
  const { t } = useTranslation();
  const stuck = record.activities.some(({ incident }) => incident);
  const { data } = useQuery({ ...incidentsQuery(record.id), enabled: stuck });
  if (!stuck || !data || data.items.length === 0) return null;
  return (
    <section className="note over-note" role="alert" aria-label={t('incident.title')}>
      <b>{t('incident.title')}</b>
      {data.items.map((incident) => (
        <OneIncident key={incident.id} record={record} incident={incident} />
      ))}
    </section>
  );
}

function OneIncident({ record, incident }: { readonly record: CaseDetail; readonly incident: IncidentItem }) {
  const { t, i18n } = useTranslation();
  const ability = useAbility();
  const nameOf = useNodeNames(record.definition);
  const [asked, setAsked] = useState(false);
  const { kind, node, instance, message, openedAt } = incident;
  const { procedure, unitPath, confidentiality } = record;
  const mayRetry = ability && can(ability, 'retry', 'Incident', { procedure, unitPath, confidentiality, kind, node }).allowed;
  const said = i18n.exists(`incident.kind.${kind}`) ? t(`incident.kind.${kind}`) : kind;
  return (
    <div>
      <p className="flat">{t('incident.at', { name: nameOf(node), at: dayAndClock(openedAt), kind: said })}</p>
      {/* in the words of whoever looks into it */}
      {mayRetry && <p className="flat small dim long">{message}</p>}
      {mayRetry ? (
        <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
          {t('incident.retry')}
        </Button>
      ) : (
        <p className="flat small">{t('incident.forOthers')}</p>
      )}
      {asked && (
        <ReasonDialog
          title={t('incident.retryTitle', { name: nameOf(node) })}
          hint={t('incident.retryHint')}
          action={t('incident.retry')}
          act={async (reason, idempotencyKey) =>
            await request(`/incidents/${record.id}/${instance}/resolve`, { method: 'POST', body: { reason }, idempotencyKey })
          }
          changes={['case', record.id]}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}
