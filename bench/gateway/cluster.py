"""The cluster under measurement: objects of known size, and a service account to ask for them with."""
import base64
import json
import subprocess
import time
from pathlib import Path

MANIFEST = {
    "apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "sallyport-bench"}},
        {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "bench", "namespace": "sallyport-bench"}},
        {"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
         "metadata": {"name": "bench", "namespace": "sallyport-bench",
                      "annotations": {"kubernetes.io/service-account.name": "bench"}}},
        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
         "metadata": {"name": "sallyport-bench"},
         "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"},
         "subjects": [{"kind": "ServiceAccount", "name": "bench", "namespace": "sallyport-bench"}]},
    ] + [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": "sallyport-bench"},
         "data": {"text": "x" * 10_000}}
        for name in ["ten-kilobytes"] + [f"filler-{i}" for i in range(99)]
    ],
}


class Cluster:
    def __init__(self, kubeconfig):
        self.kubeconfig = kubeconfig
        view = json.loads(self.kubectl("config", "view", "--raw", "--minify", "-o", "json"))
        spec = view["clusters"][0]["cluster"]
        self.address = spec["server"]
        self.ca = base64.b64decode(spec["certificate-authority-data"]) if "certificate-authority-data" in spec \
            else Path(spec["certificate-authority"]).read_bytes()
        self.server_pid = listener(int(self.address.rsplit(":", 1)[1].strip("/")))
        self.token = ""

    def kubectl(self, *args, stdin=None):
        return subprocess.run(["kubectl", "--kubeconfig", self.kubeconfig, *args], input=stdin, check=True,
                              capture_output=True, text=True).stdout

    def prepare(self):
        self.kubectl("apply", "--server-side", "--force-conflicts", "-f", "-", stdin=json.dumps(MANIFEST))
        deadline = time.monotonic() + 30
        while not self.token and time.monotonic() < deadline:
            data = json.loads(self.kubectl("-n", "sallyport-bench", "get", "secret", "bench", "-o", "json")).get("data") or {}
            self.token = base64.b64decode(data.get("token", "")).decode()
            time.sleep(0.2)

    def clean_up(self):
        self.kubectl("delete", "clusterrolebinding", "sallyport-bench", "--ignore-not-found")
        self.kubectl("delete", "namespace", "sallyport-bench", "--ignore-not-found", "--wait=false")


def listener(port):
    """The process that listens on a local port, or None where that cannot be seen."""
    wanted = {f":{port:04X}"}
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[1][-5:] in wanted:
                inodes.add(f"socket:[{fields[9]}]")
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if any(str(fd.readlink()) in inodes for fd in (process / "fd").iterdir()):
                return int(process.name)
        except OSError:
            continue
    return None
