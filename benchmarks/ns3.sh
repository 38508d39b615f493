#!/usr/bin/env bash
# ns3.sh [PINGS]: builds ns3-flood.cc with Debian's libns3-dev (apt-get install g++ libns3-dev) and runs it in a folder of its own.
set -euo pipefail
source=$(dirname "$(realpath "$0")")/ns3-flood.cc work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
g++ -std=c++17 -O2 -o "$work/ns3-flood" "$source" -lns3-core -lns3-network -lns3-internet -lns3-internet-apps -lns3-csma
cd "$work"
./ns3-flood "$@"
du -b ns3-flood-*.pcap | awk '{bytes += $1} END {printf "%d bytes of pcap\n", bytes}' >&2
