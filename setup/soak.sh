# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What `./test --soak` and `./test --fuzz MINUTES` run; docs/reliability.md has the figures.

# soak PRESET REGEX: the long form of the tests that do harm, one program after the other.
soak() {
    local bin log status=0 name start
    bin=$(build_folder "$1")/bin
    export M3PO_SOAK=1 OMP_NUM_THREADS=1 XDG_STATE_HOME
    XDG_STATE_HOME=$(mktemp -d)
    for name in faults properties fuzz soak; do
        [[ -x $bin/m3po_${name}_tests ]] || continue
        step "Soaking: $name"
        start=$SECONDS
        log=$(build_folder "$1")/soak-$name.log
        "$bin/m3po_${name}_tests" --gtest_filter="*${2:-}*" --gtest_output="xml:${log%.log}.xml" 2>&1 | tee "$log" | grep -E '^\[ +(OK|FAILED)|kills$|: Failure|runs out of|samples imported|changed inputs$' || status=1
        grep -q '^\[  FAILED  \]' "$log" && status=1
        echo "$name: $((SECONDS - start)) s"
    done
    rm -rf "$XDG_STATE_HOME"
    [[ $status == 0 ]] && echo "soak: all whole in $SECONDS s" || echo "soak: FAILED, see $(build_folder "$1")/soak-*.log"
    return "$status"
}

# fuzz MINUTES REGEX: every target for its share of the time, on all processors; prints the runs of each. What breaks one is
# left in the build folder.
fuzz() {
    local folder seconds target targets corpus runs total=0 status=0 log
    folder=$(build_folder fuzz)
    mapfile -t targets < <(cd "$root/tests/fuzz/corpus" && printf '%s\n' * | grep -E "${2:-.}")
    seconds=$(($1 * 60 * $(nproc) / ${#targets[@]}))
    step "Fuzzing ${#targets[@]} parsers for $seconds s each"
    fuzz_one() {
        local target=$1 log=$folder/fuzz-$1.log
        mkdir -p "$folder/corpus/$target"
        # Entropic's bookkeeping costs these small parsers more than they cost themselves.
        M3PO_FUZZ_TARGET=$target ASAN_OPTIONS=quarantine_size_mb=64:malloc_context_size=6 UBSAN_OPTIONS=print_stacktrace=1 \
            nice "$folder/bin/m3po_fuzz" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2560 -entropic=0 -print_final_stats=1 -artifact_prefix="$folder/$target-" \
            "$folder/corpus/$target" "$root/tests/fuzz/corpus/$target" >"$log" 2>&1
    }
    for target in "${targets[@]}"; do
        while (($(jobs -rp | wc -l) >= $(nproc))); do wait -n || true; done
        fuzz_one "$target" &
    done
    wait
    for target in "${targets[@]}"; do
        log=$folder/fuzz-$target.log
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
        total=$((total + ${runs:-0}))
        if grep -qE 'ERROR: |runtime error: ' "$log"; then
            status=1
            echo "$target: BROKEN after ${runs:-?} runs, see $log"
        else
            echo "$target: ${runs:-0} runs"
        fi
    done
    echo "fuzz: $total runs in $SECONDS s"
    return "$status"
}
