#!/usr/bin/env bash
# Builds the Kubernetes servers from Debian bookworm's source package, once for a machine, and prints the folder
# they are in. About ten minutes on two cores; afterwards it only prints.
set -euo pipefail

version=1.20.2
revision=2 # of this script: raised when what it builds changes, so that no old build is taken for the new one
servers=(kube-apiserver kube-controller-manager kube-scheduler kubelet)
out=${SALLYPORT_CACHE:-$HOME/.cache/sallyport}/kubernetes-$version-$revision

complete() {
  local server
  for server in "${servers[@]}"; do [ -x "$out/$server" ] || return 1; done
}
complete && { echo "$out"; exit 0; }

{
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -y -q --no-install-recommends dpkg-dev golang-1.19-go jq make rsync

  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  mkdir -p "$work/lists/partial" "$work/gopath/src/k8s.io" "$work/home"

  # The machine's own mirror, with the one thing its source lists may lack: source packages.
  mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1)
  [ -n "$mirror" ] || { echo 'no Debian bookworm source is configured for apt' >&2; exit 1; }
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bookworm main" > "$work/sources.list"
  lists=(-o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$work/lists")
  apt-get "${lists[@]}" update -q
  (cd "$work" && apt-get "${lists[@]}" source --download-only kubernetes)
  source=$work/gopath/src/k8s.io/kubernetes
  dpkg-source -x "$work"/kubernetes_*.dsc "$source"

  # The vendored reflect2 reaches into Go's maps in a way that Go 1.18 changed: built as it is, kube-apiserver crashes
  # at the first request for indented JSON (curl's). Debian's package of the release that knows newer Go stands in.
  (cd "$work" && apt-get download golang-github-modern-go-reflect2-dev && dpkg -x golang-github-modern-go-reflect2-dev_*.deb reflect2)
  rm -r "$source/vendor/github.com/modern-go/reflect2"
  cp -rL "$work/reflect2/usr/share/gocode/src/github.com/modern-go/reflect2" "$source/vendor/github.com/modern-go/"

  # Kubernetes 1.20 builds with the Go of its day's GOPATH mode; everything it needs is vendored in the package.
  env -u GOROOT -u GOFLAGS PATH="/usr/lib/go-1.19/bin:$PATH" HOME="$work/home" \
    GOPATH="$work/gopath" GOCACHE="$work/go-cache" GO111MODULE=off GOPROXY=off CGO_ENABLED=0 \
    make -C "$source" WHAT="${servers[*]/#/cmd/}" KUBE_BUILD_PLATFORMS="linux/$(dpkg --print-architecture)"

  # Moved into place one by one under their final names only when whole, so a broken build is never taken for a cache.
  mkdir -p "$out"
  for server in "${servers[@]}"; do
    cp "$source/_output/bin/$server" "$out/.$server"
    mv "$out/.$server" "$out/$server"
  done
} >&2

complete || { echo "the build left no complete set in $out" >&2; exit 1; }
echo "$out"
