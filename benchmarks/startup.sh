#!/usr/bin/env bash
# startup.sh [JAR [ROUNDS]]: CPU seconds until the first answer, and their ratios: the jar as it is, extracted, with the cache of classes
# that the JVM makes (CDS, on Java 25 the AOT cache of the image), and a service with the same starters and nothing of its own, which
# is target/test-classes' EmptyService. JAVA_HOME chooses the JVM.
set -euo pipefail
jar=$(realpath "${1:-target/vethlab.jar}") rounds=${2:-3} classes=$(realpath target/test-classes)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java work=$(mktemp -d) rehearse=$(dirname "$(realpath "$0")")/../deploy/rehearse.sh
trap 'rm -rf "$work"' EXIT
cd "$work"
"$java" -Djarmode=tools -jar "$jar" extract --destination app >/dev/null
own=app/$(basename "$jar")
empty=(-cp "app/lib/*:$work/empty")
mkdir -p empty/dev/vethlab/benchmark && cp "$classes"/dev/vethlab/benchmark/EmptyService.class empty/dev/vethlab/benchmark/
if "$java" -XX:AOTMode=auto -version >/dev/null 2>&1; then
    "$rehearse" "$java" -XX:AOTCacheOutput=app.aot -Xmx256m -jar "$own" >/dev/null 2>&1
    cache=-XX:AOTCache=app.aot
else
    "$rehearse" "$java" -XX:ArchiveClassesAtExit=app.jsa -Xmx256m -jar "$own" >/dev/null 2>&1
    cache=-XX:SharedArchiveFile=app.jsa
fi

once() { # CPU seconds of a service until it answers anything
    local port=$((20000 + RANDOM % 20000)) pid ticks
    "$java" -Xmx256m "$@" --server.port=$port >/dev/null 2>&1 &
    pid=$!
    until (exec 3<>/dev/tcp/127.0.0.1/$port && printf 'GET /openapi.yaml HTTP/1.0\r\n\r\n' >&3 && head -n 1 <&3 | grep -q HTTP) 2>/dev/null; do
        kill -0 $pid 2>/dev/null || { echo "it did not start: $*" >&2; exit 1; }
        sleep 0.05
    done
    ticks=$(awk '{print $14 + $15}' /proc/$pid/stat)
    kill -9 $pid && wait $pid 2>/dev/null || true
    echo "$ticks" | awk -v hz="$(getconf CLK_TCK)" '{printf "%.2f\n", $1 / hz}'
}
least() { for ((i = 0; i < rounds; i++)); do once "$@"; done | sort -n | head -n 1; }

plain=$(least -jar "$jar") extracted=$(least -jar "$own") cached=$(least $cache -jar "$own")
nothing=$(least "${empty[@]}" dev.vethlab.benchmark.EmptyService)
"$java" -version 2>&1 | head -n 1
awk -v p="$plain" -v e="$extracted" -v c="$cached" -v n="$nothing" 'BEGIN {
    printf "CPU seconds until the first answer (least of rounds): java -jar %.2f, extracted %.2f, with cache %.2f, empty service %.2f\n", p, e, c, n
    printf "extracted / empty service %.2f; with cache / java -jar %.2f\n", e / n, c / p
}'
