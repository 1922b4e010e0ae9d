#!/usr/bin/env node
// The command line: cli.ts on the pinned Node.
'use strict';
const path = require('node:path');
require('./run.cjs').run([path.join(__dirname, '..', 'cli.ts'), ...process.argv.slice(2)]);
