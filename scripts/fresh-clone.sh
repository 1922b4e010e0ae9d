#!/usr/bin/env bash
# Release tier: the README's commands from fresh clones of the committed state, in the ways people install it. Leaves a dated report in
# docs/reports. Needs root and util-linux, to become an ordinary user and to take the network away after `npm ci`.
#   scripts/fresh-clone.sh          all of it
#   scripts/fresh-clone.sh quick    without the whole test suites
set -u
cd "$(dirname "$0")/.." || exit 1
source=$PWD
quick=${1:-}
work=$(mktemp -d)
chmod 755 "$work"
report=docs/reports/$(date +%F)-fresh-clone.md
# a file, because some run in the background
results=$work/results

note() {
  echo "| $1 | $2 | $3 |" >>"$results"
  echo "$1: $2 ($3)"
}

# as <user> <network: on|off> <folder> <command>
as() {
  local user=$1 network=$2 folder=$3 command=$4
  local runner=(env "HOME=$folder/.home" CI=true NO_COLOR=1)
  mkdir -p "$folder/.home" && chown "$user" "$folder/.home"
  if [ "$user" != root ]; then runner=(setpriv --reuid "$user" --regid "$user" --clear-groups "${runner[@]}"); fi
  # a network of its own that has only the loopback
  if [ "$network" = off ]; then runner=(unshare --net sh -c 'ip link set lo up 2>/dev/null; exec "$@"' offline "${runner[@]}"); fi
  "${runner[@]}" bash -c "cd '$folder' && $command"
}

# try <title> <user> <network> <folder> <command>
try() {
  local title=$1 started=$SECONDS log
  log=$work/$(printf '%s' "$title" | tr -c 'a-z0-9\n' '-').log
  if as "$2" "$3" "$4" "$5" >"$log" 2>&1; then
    note "$title" holds "$((SECONDS - started)) s"
  else
    note "$title" FAILS "$((SECONDS - started)) s"
    tail -n 40 "$log"
  fi
}

# clone <user> <mode of the folder around it> : prints the folder
clone() {
  local around
  around=$(mktemp -d -p "$work")
  git clone -q "$source" "$around/trinh-ky"
  chown -R "$1" "$around" && chmod "$2" "$around" "$around/trinh-ky"
  echo "$around/trinh-ky"
}

# starts the server on a port of its own, waits until it is ready, drives the demonstration, and stops it
started() {
  local port=$1
  cat <<END
export PORT=$port
npm start >server.log 2>&1 & server=\$!
for n in \$(seq 120); do curl -sf http://localhost:$port/api/health >health.json && break; sleep 1; done
npm run demo >demo.log 2>&1; result=\$?
[ \$result -eq 0 ] || cat server.log demo.log
kill \$server; wait \$server 2>/dev/null
[ \$result -eq 0 ]
END
}

id clerk >/dev/null 2>&1 || useradd --system --create-home --shell /bin/bash clerk
user_copy=$(clone clerk 0755)
closed_copy=$(clone clerk 0700)
root_copy=$(clone root 0700)

try "npm ci, ordinary user" clerk on "$user_copy" "npm ci"
try "npm ci, ordinary user, folder 0700" clerk on "$closed_copy" "npm ci"
try "npm ci, root, folder 0700" root on "$root_copy" "npm ci"

try "start and demo, ordinary user, no network" clerk off "$user_copy" "$(started 18091)"
try "start and demo, ordinary user, folder 0700" clerk on "$closed_copy" "$(started 18092)"
try "start and demo, root, folder 0700, no network" root off "$root_copy" "$(started 18093)"

try "two copies at once, first" clerk on "$user_copy" "$(started 18094)" &
first=$!
try "two copies at once, second" root on "$root_copy" "$(started 18095)" &
second=$!
wait "$first" "$second"

if [ "$quick" != quick ]; then
  try "npm test, ordinary user, no network, beside the next" clerk off "$closed_copy" "npm test" &
  first=$!
  try "npm test, root, folder 0700, no network, beside the last" root off "$root_copy" "npm test" &
  second=$!
  wait "$first" "$second"
fi

{
  echo "# Fresh clones"
  echo
  echo "- commit $(git rev-parse --short HEAD), $(uname -sm), Node of the machine $(node --version), $(nproc) cores"
  echo
  echo "| What | Result | Time |"
  echo "| --- | --- | --- |"
  cat "$results"
  echo
  echo "Made by \`scripts/fresh-clone.sh\`."
} >"$report"
npx prettier --write --log-level warn "$report"
echo "report: $report"
grep -q '| FAILS |' "$results"
failed=$((1 - $?))
rm -rf "$work"
exit $failed
