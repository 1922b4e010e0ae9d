import { registerRecord } from '../../casework/register-record.ts';
import type { Missing } from '../../casework/missing.ts';
import type { ParameterRecord, ParameterReference } from '../../engine/ports.ts';
import type { Services } from '../contract.ts';

export async function findParameter({ law }: Services, reference: ParameterReference): Promise<ParameterRecord | Missing> {
  return registerRecord(reference, await law.parameters(reference.key));
}
