import type { Json } from '../../expressions/json.ts';
import type { NewParameter } from '../../store/repositories/parameters.ts';
import type { ProcedureModule } from './read-module.ts';

/** A parameter as the register keeps it. */
export function parameterRecord(parameter: ProcedureModule['parameters'][number]): NewParameter {
  const { key, version, validFrom, validTo, citation, confidence } = parameter;
  const body = parameter as unknown as Record<string, Json>;
  return {
    key,
    version,
    body,
    validFrom,
    ...(validTo !== undefined && { validTo }),
    citation,
    confidence,
    running: parameter.running ?? 'keep',
  };
}
