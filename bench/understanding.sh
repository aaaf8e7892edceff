#!/usr/bin/env bash
# Says generated request lines to a hub and holds what it decides against a real kube-apiserver's own audit log: as many
# over HTTP/1.1 and the same over HTTP/2. Starts and stops a control plane of its own; nothing it says can write.
# usage: understanding.sh [COUNT [SEED]]     100000 lines take some twenty minutes on two cores
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dir=$(mktemp -d /tmp/sallyport-understanding.XXXXXX)
trap 'eng/kubernetes/down.sh "$dir"; rm -rf "$dir"' EXIT
export SALLYPORT_FUZZ_COUNT=${1:-100000} SALLYPORT_FUZZ_SEED=${2:-1} SALLYPORT_E2E_REQUIRED=1
SALLYPORT_E2E_KUBECTL_DIR=$(eng/kubectl.sh)
export SALLYPORT_E2E_KUBECTL_DIR
dotnet build tests/Sallyport.EndToEnd.Tests
eng/kubernetes/up.sh --control-plane "$dir"
. "$dir/cluster.env"
tests/Sallyport.EndToEnd.Tests/bin/Debug/net10.0/Sallyport.EndToEnd.Tests -class '*UnderstandingTests' -showliveoutput -diagnostics
