#!/usr/bin/env bash
# Starts a real single-node Kubernetes in a folder. Run as root.
# usage: up.sh [--control-plane] DIR [PORT [NET]]
#   --control-plane: no node, and so neither pods nor any interface of this machine's: enough to ask what is understood.
#   PORT: the first of seven ports on loopback; NET: the first two parts of the pods' addresses, such as 10.245.
#   Without them free ones are taken the first time, and the same ones every time after.
# Leaves DIR/admin.kubeconfig, DIR/logs/audit.log and DIR/cluster.env, which sets what the end-to-end tests read.
set -euo pipefail

node=1
[ "${1:-}" != --control-plane ] || { node=; shift; }
[ $# -ge 1 ] || { sed -n '2,7s/^# //p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
dir=$(cd "$1" && pwd)
for part in free process pki control-plane node; do . "$here/parts/$part.sh"; done

if [ -f "$dir/run/kube-apiserver.pid" ] && alive "$(< "$dir/run/kube-apiserver.pid")"; then
  echo "a cluster already runs in $dir" >&2
  exit 1
fi

"$here/install.sh"
bin=$("$here/build.sh")
mkdir -p "$dir"/{run,logs,pki,images,containerd,cni}

[ -f "$dir/network" ] && . "$dir/network"
port=${2:-${port:-$(free_ports 7)}}
net=${3:-${net:-$(free_network)}}
bridge=sallyport$port
printf 'port=%s net=%s bridge=%s\n' "$port" "$net" "$bridge" > "$dir/network"
node_address=$net.0.1
pod_network=$net.0.0/24
service_network=$net.128.0/20
service_address=$net.128.1

make_pki
write_kubeconfig "$dir/admin.kubeconfig" admin
write_kubeconfig "$dir/node1.kubeconfig" system:node:node1
trap 'status=$?; [ $status -eq 0 ] || "$here/down.sh" "$dir"' EXIT
start_control_plane
cat > "$dir/cluster.env" <<ENV
export SALLYPORT_E2E_KUBECONFIG='$dir/admin.kubeconfig'
export SALLYPORT_E2E_AUDIT_LOG='$dir/logs/audit.log'
ENV
if [ -n "$node" ]; then
  start_network
  start_containerd
  start_kubelet
  cat >> "$dir/cluster.env" <<ENV
export SALLYPORT_E2E_CONTAINERD='$dir/containerd.sock'
export SALLYPORT_E2E_POD_HOST='$node_address'
ENV
fi
echo "the cluster in $dir is ready: $dir/admin.kubeconfig"
