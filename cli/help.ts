import type { CliCommand } from './cli-command.ts';

export function overview(commands: readonly CliCommand[], version: string): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    `trinh-ky ${version}: workflow and approval engine`,
    '',
    'Usage: trinh-ky <command> [option ...]',
    '',
    'Commands:',
    ...lines,
    '',
    'trinh-ky <command> --help explains one command. The settings are environment variables: see README.md.',
  ].join('\n');
}

export function explain(command: CliCommand): string {
  const options: CliCommand['options'] = { ...command.options, help: { type: 'boolean', help: 'print this text' } };
  const heads = Object.entries(options).map(([name, { type, help }]) => [`--${name}${type === 'string' ? ' <value>' : ''}`, help] as const);
  const width = Math.max(...heads.map(([head]) => head.length));
  return [
    `Usage: trinh-ky ${[command.name, command.usage].filter(Boolean).join(' ')} [option ...]`,
    '',
    command.summary,
    '',
    'Options:',
    ...heads.map(([head, help]) => `  ${head.padEnd(width)}  ${help}`),
  ].join('\n');
}
