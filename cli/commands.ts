import type { CliCommand } from './cli-command.ts';

/** All commands of `trinh-ky` by name, in the order of the help. Each is read when it is asked for: most need a small part of the product. */
export const COMMANDS: Readonly<Record<string, () => Promise<CliCommand>>> = {
  start: async () => (await import('./start.ts')).startCommand,
  worker: async () => (await import('./worker.ts')).workerCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  lint: async () => (await import('./lint.ts')).lintCommand,
  simulate: async () => (await import('./simulate.ts')).simulateCommand,
  deploy: async () => (await import('./deploy.ts')).deployCommand,
  'audit verify': async () => (await import('./audit-verify.ts')).auditVerifyCommand,
  'audit export': async () => (await import('./audit-export.ts')).auditExportCommand,
  'audit checkpoint': async () => (await import('./audit-checkpoint.ts')).auditCheckpointCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  code: async () => (await import('./code.ts')).codeCommand,
  'keys rotate': async () => (await import('./keys-rotate.ts')).keysRotateCommand,
  'keys seal': async () => (await import('./keys-seal.ts')).keysSealCommand,
};
