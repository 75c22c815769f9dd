#!/usr/bin/env bash
# The Nu HTML checker reads every page that the browser tests kept, and must find nothing; a page with planted faults must fail.
set -u
cd "$(dirname "$0")/../.."
folder=tests/browser/out/html
jar=$(find node_modules/vnu-jar -name 'vnu.jar' | head -n 1)
# One short run: no time for the second compiler, no need of a second thread to tidy memory.
nu() { java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss8m -jar "$jar" --format text --stdout "$@" 2>&1; }
passed=0 failed=0
said=$(nu "$folder"/*.html)
for page in "$folder"/*.html; do
  if printf '%s\n' "$said" | grep -q "$(basename "$page")"; then
    failed=$((failed + 1))
  else
    passed=$((passed + 1))
  fi
done
[ -z "$said" ] || printf '%s\n' "$said" | sed 's/^.*out\/html\///' | head -40
planted=$(mktemp --suffix=.html)
printf '<!doctype html><html lang="en"><title>x</title><p><div id="a"></div><span id="a"></span><img src="x"></p></html>' > "$planted"
if nu "$planted" | grep -qi error; then passed=$((passed + 1)); else failed=$((failed + 1)); echo 'planted faults were not found'; fi
rm -f "$planted"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
