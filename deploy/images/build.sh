#!/usr/bin/env bash
# Builds a container image of the hub or the agent without a container engine, as a docker-archive that
# `ctr images import`, `docker load` and `podman load` read. The base is made of Debian's own packages: the C and
# C++ runtimes, OpenSSL and the CA certificates, no shell and no package manager.
#
#   deploy/images/build.sh agent|hub OUT.tar [IMAGE:TAG]
set -euo pipefail

part=${1:?usage: build.sh agent|hub OUT.tar [IMAGE:TAG]}
out=$(realpath -m "${2:?usage: build.sh agent|hub OUT.tar [IMAGE:TAG]}")
image=${3:-sallyport/$part:dev}
root=$(cd "$(dirname "$0")/../.." && pwd)
case $part in
  agent) project=Sallyport.Agent binary=sallyport-agent ;;
  hub) project=Sallyport.Hub binary=sallyport-hub ;;
  *) echo "build.sh: '$part' is neither agent nor hub" >&2; exit 2 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{packages,unpacked,base,app,image}

# 1. The base layer.
packages=(libc6 libgcc-s1 libstdc++6 libssl3 zlib1g ca-certificates)
fetch() { (cd "$work/packages" && apt-get -o APT::Sandbox::User=root download -q "${packages[@]}" >/dev/null); }
fetch 2>/dev/null || { apt-get update -q >/dev/null && fetch; } # a machine may have no package lists yet, or old ones
for package in "$work"/packages/*.deb; do dpkg-deb -x "$package" "$work/unpacked"; done
mkdir -p "$work"/base/{etc/ssl/certs,tmp,usr,data,proc,sys,dev}
cp -a "$work/unpacked/usr/lib" "$work/base/usr/lib"
cp -a "$work/unpacked/lib" "$work/base/lib"
cp -a "$work/unpacked/lib64" "$work/base/lib64"
rm -rf "$work/base/usr/lib/x86_64-linux-gnu/"{gconv,perl*,audit} "$work/base/usr/lib/ssl/misc"
find "$work/unpacked/usr/share/ca-certificates" -name '*.crt' -exec cat {} + > "$work/base/etc/ssl/certs/ca-certificates.crt"
printf 'root:x:0:0:root:/:/nologin\nsallyport:x:65532:65532:sallyport:/data:/nologin\n' > "$work/base/etc/passwd"
printf 'root:x:0:\nsallyport:x:65532:\n' > "$work/base/etc/group"
chmod 1777 "$work/base/tmp"

# 2. The application layer. A lock file of its own: the runtime packs are not part of the source's lock files.
dotnet publish "$root/src/$project" --configuration Release --runtime linux-x64 --self-contained \
  -p:DebugType=none -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/linux-x64.lock.json \
  --output "$work/app/app" --verbosity quiet --nologo
rm -f "$work"/app/app/*.pdb "$work"/app/app/*.xml "$work"/app/app/libmscord* "$work"/app/app/libcoreclrtraceptprovider.so

# 3. The image: layers, configuration, manifest; the same input makes the same bytes.
layer() {
  tar --sort=name --mtime=@0 --numeric-owner --owner="$3" --group="$3" -C "$1" -cf "$work/image/$2.tar" .
  sha256sum "$work/image/$2.tar" | cut -d' ' -f1
}
base=$(layer "$work/base" base 0)
app=$(layer "$work/app" app 0)
cat > "$work/image/config.json" <<JSON
{"architecture":"amd64","os":"linux","config":{"User":"65532:65532","WorkingDir":"/data","Entrypoint":["/app/$binary"],"Env":["DOTNET_EnableDiagnostics=0","DOTNET_gcServer=0","SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"]},"rootfs":{"type":"layers","diff_ids":["sha256:$base","sha256:$app"]}}
JSON
config=$(sha256sum "$work/image/config.json" | cut -d' ' -f1)
mv "$work/image/config.json" "$work/image/$config.json"
printf '[{"Config":"%s.json","RepoTags":["%s"],"Layers":["base.tar","app.tar"]}]' "$config" "$image" > "$work/image/manifest.json"
mkdir -p "$(dirname "$out")"
tar --sort=name --mtime=@0 --numeric-owner --owner=0 --group=0 -C "$work/image" -cf "$out" .
echo "$image in $out ($(du -h "$out" | cut -f1))"
