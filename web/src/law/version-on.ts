import type { ParameterItem, ParameterVersion } from '../shared/types.ts';

/** The version in force on the day that was asked for. */
export const versionOn = ({ versions, inForce }: ParameterItem): ParameterVersion | undefined =>
  versions.find(({ version, status }) => status === 'active' && version === inForce);
