#!/usr/bin/env bash
# Runs programs one after another and adds up their last lines, "N passed, N failed, N skipped". Used by the browser steps.
set -u
passed=0 failed=0 skipped=0
for test in "$@"; do
  out=$(timeout "${PLUMBLINE_BROWSER_SECONDS:-420}" $test 2>&1)
  last=$(printf '%s\n' "$out" | tail -n 1)
  printf '%s\n' "$out" | head -n -1
  if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped ]]; then
    passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2])) skipped=$((skipped + BASH_REMATCH[3]))
  else
    echo "${test##*/} ended early: $last"
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
