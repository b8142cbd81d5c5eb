# shellcheck shell=bash
# Runs the parts of a test run, keeps what they print in build/test-report/ and adds up what they count.

REPORT_DIR="$ROOT/build/test-report"

start_report() {
  rm -rf "$REPORT_DIR"
  mkdir -p "$REPORT_DIR"
}

# A part runs with -e in a shell of its own: its first failing command ends it, and only it.
run_part() {
  local part="$1" log="$REPORT_DIR/$1.log" started=$SECONDS status=0
  say "== $part"
  set +e
  (
    set -e
    "part_$part"
  ) </dev/null 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  set -e
  if [ "$status" -ne 0 ]; then
    print_totals
    die "$part FAILED after $((SECONDS - started)) s; its output is in ${log#"$ROOT/"}"
  fi
  say "== $part passed in $((SECONDS - started)) s"
}

# ctest says "98% tests passed, 2 tests failed out of 100"; node --test says "# pass 3" or "ℹ pass 3".
print_totals() {
  cat "$REPORT_DIR"/*.log | awk '
    / tests passed, [0-9]+ tests? failed out of [0-9]+/ {
      match($0, /[0-9]+ tests? failed out of [0-9]+/)
      split(substr($0, RSTART, RLENGTH), words, " ")
      failed += words[1]
      passed += words[6] - words[1]
    }
    /^(#|ℹ) pass [0-9]+/ { passed += $3 }
    /^(#|ℹ) fail [0-9]+/ { failed += $3 }
    END { printf "%d passed, %d failed\n", passed, failed }'
}
