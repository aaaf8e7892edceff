#!/usr/bin/env python3
"""Writes a one-layer container image as a tar that `load-image.sh` takes, without a container engine.

usage: image.py OUT NAME [--busybox] [--file HOST=/IN/IMAGE]... [--dir HOST=/IN/IMAGE]... [--user UID] [--env K=V]... [-- COMMAND...]
"""
import argparse
import hashlib
import io
import json
import os
import platform
import sys
import tarfile

APPLETS = ("cat chmod cp cut date dd df echo env false find grep head hostname httpd id kill ln ls md5sum mkdir mv nc "
           "printf ps pwd rm sed seq sh sha256sum sleep sort stty tail tar tee test top touch tr true tty uname vi wc "
           "wget which whoami xargs yes").split()
FOLDERS = {"bin": 0o755, "dev": 0o755, "etc": 0o755, "proc": 0o755, "root": 0o700, "sys": 0o755, "tmp": 0o1777,
           "usr": 0o755, "usr/bin": 0o755, "var": 0o755, "var/run": 0o755}
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


class Layer:
    def __init__(self):
        self.buffer = io.BytesIO()
        self.tar = tarfile.open(fileobj=self.buffer, mode="w")
        self.seen = set()

    def folder(self, path, mode=0o755):
        if path and path not in self.seen:
            self.folder(os.path.dirname(path))
            self.seen.add(path)
            self.add(path, tarfile.DIRTYPE, mode)

    def file(self, path, data, mode=0o644):
        self.folder(os.path.dirname(path))
        self.add(path, tarfile.REGTYPE, mode, data)

    def link(self, path, target):
        self.folder(os.path.dirname(path))
        self.add(path, tarfile.SYMTYPE, 0o777, target=target)

    def add(self, path, kind, mode, data=b"", target=""):
        entry = tarfile.TarInfo(path)
        entry.type, entry.mode, entry.size, entry.linkname = kind, mode, len(data), target
        self.tar.addfile(entry, io.BytesIO(data))

    def tree(self, host, inside):
        for folder, _, names in sorted(os.walk(host)):
            for name in sorted(names):
                path = os.path.join(folder, name)
                self.copy(path, os.path.join(inside, os.path.relpath(path, host)))

    def copy(self, host, inside):
        with open(host, "rb") as source:
            self.file(inside, source.read(), os.stat(host).st_mode & 0o777)

    def bytes(self):
        self.tar.close()
        return self.buffer.getvalue()


def pair(text):
    host, inside = text.split("=", 1)
    return host, inside.lstrip("/")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("name")
    parser.add_argument("--busybox", action="store_true", help="put Debian's static busybox and its links in /bin")
    parser.add_argument("--file", type=pair, action="append", default=[])
    parser.add_argument("--dir", type=pair, action="append", default=[])
    parser.add_argument("--user", default="")
    parser.add_argument("--env", action="append", default=[])
    arguments, command = sys.argv[1:], []
    if "--" in arguments:
        split = arguments.index("--")
        arguments, command = arguments[:split], arguments[split + 1:]
    options = parser.parse_args(arguments)

    layer = Layer()
    for path, mode in FOLDERS.items():
        layer.folder(path, mode)
    layer.file("etc/passwd", b"root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n")
    layer.file("etc/group", b"root:x:0:\nnogroup:x:65534:\n")
    if options.busybox:
        layer.copy("/bin/busybox", "bin/busybox")
        for applet in APPLETS:
            layer.link("bin/" + applet, "busybox")
    for host, inside in options.dir:
        layer.tree(host, inside)
    for host, inside in options.file:
        layer.copy(host, inside)

    content = layer.bytes()
    digest = hashlib.sha256(content).hexdigest()
    config = json.dumps({
        "architecture": ARCHITECTURES[platform.machine()],
        "os": "linux",
        "config": {"Env": ["PATH=/bin:/usr/bin"] + options.env, "Cmd": command, "User": options.user},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + digest]},
    }).encode()
    config_name = hashlib.sha256(config).hexdigest() + ".json"
    manifest = json.dumps([{"Config": config_name, "RepoTags": [options.name], "Layers": [digest + "/layer.tar"]}]).encode()

    with tarfile.open(options.out, "w") as image:
        for name, data in ((config_name, config), (digest + "/layer.tar", content), ("manifest.json", manifest)):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            image.addfile(entry, io.BytesIO(data))


if __name__ == "__main__":
    main()
