#!/usr/bin/env bash
# Compiles pkcs11js, which the HSM back end needs and nothing else: no dependency runs code at install time, so it is asked for by name.
# Needs a C++ compiler, make and python3; the headers come with the pinned Node, so that nothing is downloaded.
set -eu
cd "$(dirname "$0")/.."
home=$(node bin/run.cjs -p 'require("node:path").dirname(require("node:path").dirname(process.execPath))')
set --
if [ -f "$home/include/node/node_api.h" ]; then set -- --nodedir="$home"; fi
npm rebuild pkcs11js --ignore-scripts=false "$@"
node bin/run.cjs -e 'require("pkcs11js")'
