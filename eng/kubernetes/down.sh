#!/usr/bin/env bash
# Stops the cluster that up.sh started in DIR: its pods, its processes (by the ids it wrote down), its mounts and its bridge.
# usage: down.sh DIR
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dir=$(cd "$1" && pwd)
. "$here/parts/process.sh"

# kubelet first, or it would start again what is being stopped.
stop kubelet

# A container's shim outlives containerd, so containers are ended one by one while containerd still answers.
containers() { timeout 60 ctr --address "$dir/containerd.sock" --namespace k8s.io "$@" 2>/dev/null; }
namespaces=
for container in $(containers containers ls -q || true); do
  namespaces+=$(containers containers info "$container" | jq -r '.Spec.linux.namespaces[]? | select(.type == "network") | .path // empty' || true)$'\n'
  containers tasks rm --force "$container" > /dev/null || true
  containers containers rm "$container" > /dev/null || true
done
for namespace in $(sort -u <<< "$namespaces"); do ip netns delete "${namespace##*/}" 2>/dev/null || true; done

for process in containerd kube-scheduler kube-controller-manager kube-apiserver etcd socat; do stop "$process"; done

# Deepest first: what lies in a mount is unmounted before it.
while read -r mount; do umount --lazy "$mount" 2>/dev/null || true
done < <(awk -v dir="$dir/" 'index($2, dir) == 1 { print $2 }' /proc/mounts | sort -r)

if [ -f "$dir/address-mode" ]; then
  cat "$dir/address-mode" > "$address_mode"
  rm "$dir/address-mode"
fi

[ -f "$dir/network" ] || exit 0
. "$dir/network"
ip link delete "$bridge" 2>/dev/null || true
