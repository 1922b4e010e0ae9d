import { registerRecord } from '../../casework/register-record.ts';
import { isMissing, type Missing } from '../../casework/missing.ts';
import type { ParameterRecord, ParameterReference } from '../../engine/ports.ts';
import type { Services } from '../contract.ts';

export async function findParameter({ law, unsettledLaw }: Services, reference: ParameterReference): Promise<ParameterRecord | Missing> {
  const record = registerRecord(reference, await law.parameters(reference.key));
  if (isMissing(record) || record.settled || unsettledLaw === 'flag') return record;
  const { key, version, citation } = record;
  return {
    missing: `UNDETERMINED: expected version ${version} of parameter '${key}' (${citation}) to be verified by a jurist before it is used.`,
  };
}
