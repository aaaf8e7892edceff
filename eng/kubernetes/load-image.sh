#!/usr/bin/env bash
# Puts an image (a tar, as image.py or `dotnet publish /t:PublishContainer` with an archive path writes it) into the cluster in DIR.
# usage: load-image.sh DIR TAR
set -euo pipefail
ctr --address "$1/containerd.sock" --namespace k8s.io images import "$2" > /dev/null
