#!/usr/bin/env bash
# rehearse.sh JAVA ARGUMENT...: starts the service, is its first clients, and ends it, so that a JVM which notes what it loads and calls
# (-XX:AOTCacheOutput, -XX:ArchiveClassesAtExit) notes what the first answers need too. PORT: where it listens meanwhile (23456).
set -euo pipefail
port=${PORT:-23456}

ask() { # METHOD PATH [TYPE BODY]: the answer, head and body
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf '%s %s HTTP/1.0\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s' "$1" "$2" "${3:-text/plain}" "${#4}" "$4" >&3
    cat <&3
    exec 3<&-
}

"$@" --server.port="$port" --server.address=127.0.0.1 &
service=$!
until (ask GET /openapi.yaml "" "" | head -n 1 | grep -q 200) 2>/dev/null; do
    kill -0 $service 2>/dev/null || { echo "it did not start" >&2; exit 1; }
    sleep 0.2
done
for page in / /app/main.js /api/v1/topologies; do ask GET $page "" "" >/dev/null; done
for i in 1 2 3; do
    lab=$(ask POST /api/v1/labs application/json '{"template":"veth-one-host"}' | tr -d '\r' | sed -n 's/^Location: //p')
    ask POST "$lab/commands" text/plain 'ip address' >/dev/null
    ask POST "$lab/ping-runs" application/json '{"destination":"10.1.1.3","interface":"veth0","count":1}' >/dev/null
    ask DELETE "$lab" "" "" >/dev/null
done
kill -TERM $service
wait $service || true
