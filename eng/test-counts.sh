#!/usr/bin/env bash
# Prints "N passed, N failed, N skipped" from the summary that closes a log of `dotnet test`; fails unless something
# ran, nothing failed and nothing was skipped.
# usage: test-counts.sh LOG
set -euo pipefail

[ -f "$1" ] || { echo '0 passed, 0 failed, 0 skipped'; exit 1; }
count() { awk -v key="$1:" '/^Test run summary:/ { value = "" } $1 == key { value = $2 } END { print value + 0 }' "$2"; }

passed=$(count succeeded "$1")
failed=$(count failed "$1")
skipped=$(count skipped "$1")
errors=$(count error "$1")
[ "$errors" -eq 0 ] || echo "$errors test projects did not run to their end" >&2
echo "$passed passed, $failed failed, $skipped skipped"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ] && [ "$errors" -eq 0 ]
