/** Some prisons with a warden who signs and a registry that keeps the seal, and the line of a round: one document, signed and sealed. */
import { runCommand } from '../../commands/run-command.ts';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import type { Actor } from '../../engine/command.ts';
import type { DemoAuthority } from '../../keys/demo-authority/demo-authority.ts';
import { saveUnits, seedAccount } from '../../store/repositories/accounts.ts';

const SINCE = '2026-01-01T00:00:00.000Z';
const AGENCY = '0100100100';
const PROCEDURE = 'bench-line';

const unitOf = (n: number): string => `cuc.p${String(n).padStart(3, '0')}`;
const actorOf = (role: string, n: number): Actor => ({ account: `${role}${n}`, person: `person-${role}${n}` });

const DIAGRAM = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tk="urn:trinh-ky:bpmn:1" id="line-bench" targetNamespace="urn:trinh-ky:bench">
  <process id="${PROCEDURE}" name="Đo: ký một dòng của đợt" isExecutable="true" tk:candidateStarterRoles="officer" tk:caseTitle="&quot;Dòng đo tốc độ&quot;">
    <startEvent id="start" />
    <userTask id="sign" name="Ký" tk:candidateRoles="officer">
      <extensionElements>
        <tk:signature document="decision" capacity="personal" level="B-LTA" order="1" />
        <tk:signature document="decision" capacity="agencySeal" level="B-LTA" order="2" />
      </extensionElements>
    </userTask>
    <endEvent id="end" />
    <sequenceFlow id="f1" sourceRef="start" targetRef="sign" />
    <sequenceFlow id="f2" sourceRef="sign" targetRef="end" />
  </process>
</definitions>`;

export async function openRound(services: Services, demo: DemoAuthority, prisons: number): Promise<void> {
  const { db } = services;
  const units = ['cuc', ...Array.from({ length: prisons }, (_, n) => unitOf(n))];
  await saveUnits(
    db,
    units.map((path) => ({ id: path, path, name: path })),
  );
  for (let n = 0; n < prisons; n += 1) {
    for (const [role, digit] of [
      ['officer', 1],
      ['registry', 2],
    ] as const) {
      const { account, person: id = account } = actorOf(role, n);
      const person = { id, name: account, unitPath: unitOf(n) };
      await seedAccount(db, { id: account, login: account, person, grants: [{ role, unitPath: unitOf(n) }] }, SINCE);
      const number = `0010${digit}${String(n).padStart(7, '0')}`;
      await db.pool.query('update person set identity_number = $2 where id = $1', [id, number]);
      if (role === 'officer') await demo.ensurePerson({ id, name: account, personalId: number });
    }
    await demo.ensureSeal({ unitId: unitOf(n), name: `Trại giam ${n}`, taxCode: AGENCY });
  }
  await db.pool.query(
    `insert into agency_fact (unit_path, number, place, reason, account, at) values ('cuc', $1, 'Hà Nội', 'bench', 'root', $2)`,
    [AGENCY, SINCE],
  );
  const resources = [{ name: 'line.bpmn', content: DIAGRAM }];
  await runCommand<'deploy'>(services, INSTALLER_ACTOR, { type: 'deploy', name: 'bench', resources });
}

/** From the start of a case to its end: claimed, shown, signed, shown to the registry, sealed. */
export async function signLine(services: Services, line: number, prisons: number): Promise<void> {
  const [warden, registry] = [actorOf('officer', line % prisons), actorOf('registry', line % prisons)];
  const fresh = () => ({ authenticatedAt: services.clock() });
  const { caseId, opened } = await runCommand<'startCase'>(services, warden, { type: 'startCase', procedure: PROCEDURE });
  const at = { caseId, instance: opened[0]?.instance ?? 0 };
  await runCommand<'claimTask'>(services, warden, { type: 'claimTask', ...at });
  const key = { method: 'demo' };
  const begun = await runCommand<'beginSigning'>(services, warden, { type: 'beginSigning', ...at, key }, fresh());
  await give(services, warden, begun);
  const seal = await runCommand<'beginSeal'>(services, registry, { type: 'beginSeal', signing: begun.id, key }, fresh());
  const given = await give(services, registry, seal);
  if (given.state !== 'recorded') throw new Error(`Expected line ${line} to be on record, but its signing is ${given.state}.`);
}

async function give(
  services: Services,
  actor: Actor,
  { id, signatures }: { readonly id: string; readonly signatures: readonly { readonly state: string; readonly shown?: string }[] },
) {
  const shown = signatures.flatMap((item) => (item.state === 'ready' && item.shown !== undefined ? [item.shown] : []));
  return await runCommand<'giveSignatures'>(
    services,
    actor,
    { type: 'giveSignatures', signing: id, shown },
    { authenticatedAt: services.clock() },
  );
}
