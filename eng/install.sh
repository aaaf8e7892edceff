#!/usr/bin/env bash
# Installs from Debian what the whole test run needs beside git, the .NET SDK and Node.js. Run as root.
set -euo pipefail

"$(dirname "${BASH_SOURCE[0]}")/kubernetes/install.sh"

packages=(chromium fonts-dejavu-core gcc nginx-light postgresql tinyproxy-bin zlib1g-dev)
missing=()
for package in "${packages[@]}"; do
  dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends "${missing[@]}"
