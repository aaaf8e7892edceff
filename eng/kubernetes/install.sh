#!/usr/bin/env bash
# Installs what a single-node cluster needs from Debian: everything but Kubernetes itself. Run as root.
set -euo pipefail

packages=(busybox-static containerd containernetworking-plugins curl etcd-server iproute2 jq openssl python3 runc socat)

missing=()
for package in "${packages[@]}"; do
  dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends "${missing[@]}"
