#!/usr/bin/env bash
# Fetches kubectl in the versions that Debian's suites carry, once for a machine, and prints the folder they are in:
# FOLDER/1.20/kubectl, FOLDER/1.32/kubectl, FOLDER/1.36/kubectl. Nothing is installed over the system's own.
set -euo pipefail

out=${SALLYPORT_CACHE:-$HOME/.cache/sallyport}/kubectl
suites=(bookworm trixie sid)
packages=(kubernetes-client kubectl kubectl)
minors=(1.20 1.32 1.36)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fetch SUITE PACKAGE MINOR: from the machine's own Debian mirror, by a source list of its own.
fetch() {
  local suite=$1 package=$2 minor=$3 mirror
  mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Codename: bookworm' | head -n 1)
  [ -n "$mirror" ] || { echo 'no Debian bookworm source is configured for apt' >&2; return 1; }
  mkdir -p "$work/$suite/lists/partial" "$work/$suite/cache/archives/partial" "$work/$suite/tree"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" > "$work/$suite/sources.list"
  # An empty status file: otherwise the version that the system has installed would be the candidate.
  : > "$work/$suite/status"
  local lists=(-o "Dir::Etc::SourceList=$work/$suite/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$work/$suite/lists" -o "Dir::State::Status=$work/$suite/status" -o "Dir::Cache=$work/$suite/cache"
    -o APT::Sandbox::User=root -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false)
  apt-get "${lists[@]}" update -q
  (cd "$work/$suite" && apt-get "${lists[@]}" download "$package" && dpkg -x "$package"_*.deb tree)
  mkdir -p "$out/$minor"
  cp "$work/$suite/tree/usr/bin/kubectl" "$out/$minor/.kubectl"
  mv "$out/$minor/.kubectl" "$out/$minor/kubectl"
}

for i in "${!suites[@]}"; do
  [ -x "$out/${minors[i]}/kubectl" ] || fetch "${suites[i]}" "${packages[i]}" "${minors[i]}" >&2
done

for minor in "${minors[@]}"; do
  "$out/$minor/kubectl" version --client -o json | grep -q "\"minor\": \"${minor#1.}\"" || {
    echo "$out/$minor/kubectl is not of version $minor" >&2
    exit 1
  }
done
echo "$out"
