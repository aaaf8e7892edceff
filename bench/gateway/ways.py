"""The ways to the cluster: each starts what it needs, on loopback and ports of its own, and stops it again."""
import json
import socket
import subprocess
import time
from dataclasses import dataclass, field


@dataclass
class Way:
    name: str
    url: str
    options: list
    processes: list = field(default_factory=list)

    @property
    def pids(self):
        return [p.pid for p in self.processes]

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(30)


def start(cluster, folder, hub, only):
    token = ["-H", f"authorization: Bearer {cluster.token}"]
    makers = [
        lambda: Way("direct, HTTP/2", cluster.address, token),
        lambda: kubectl_proxy(cluster, folder),
        lambda: nginx(cluster, folder, token),
    ]
    running = []
    try:
        for make in makers:
            running.append(make())
        if hub:
            running.extend(hub_and_agent(cluster, folder, hub))
    except BaseException:
        for way in running:
            way.stop()
        raise
    return [way for way in running if not only or way.name in only or not way.processes]


def kubectl_proxy(cluster, folder):
    """Plain HTTP/1.1 to the client, as kubectl proxy has nothing else; HTTPS to the cluster."""
    config = folder / "proxy.kubeconfig"
    (folder / "ca.crt").write_bytes(cluster.ca)
    config.write_text(json.dumps({
        "apiVersion": "v1", "kind": "Config", "current-context": "bench",
        "clusters": [{"name": "bench", "cluster": {"server": cluster.address, "certificate-authority": str(folder / "ca.crt")}}],
        "users": [{"name": "bench", "user": {"token": cluster.token}}],
        "contexts": [{"name": "bench", "context": {"cluster": "bench", "user": "bench"}}]}))
    port = free_port()
    process = subprocess.Popen(["kubectl", "--kubeconfig", str(config), "proxy", f"--port={port}"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until_listening(port)
    return Way("kubectl proxy", f"http://127.0.0.1:{port}", ["--h1"], [process])


def nginx(cluster, folder, token):
    """HTTPS on both sides, connections to the cluster kept alive, its certificate checked (by name: nginx knows no other)."""
    port = free_port()
    upstream = cluster.address.removeprefix("https://")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-keyout", str(folder / "nginx.key"), "-out", str(folder / "nginx.crt")],
                   check=True, capture_output=True)
    (folder / "nginx.conf").write_text(f"""
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes auto;
events {{ worker_connections 512; }}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
  upstream cluster {{ server {upstream}; keepalive 64; keepalive_requests 100000; }}
  server {{
    listen 127.0.0.1:{port} ssl http2; keepalive_requests 100000;
    ssl_certificate {folder}/nginx.crt; ssl_certificate_key {folder}/nginx.key;
    location / {{
      proxy_pass https://cluster; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off;
      proxy_ssl_verify on; proxy_ssl_trusted_certificate {folder}/ca.crt; proxy_ssl_name kubernetes;
    }}
  }}
}}
""")
    process = subprocess.Popen(["nginx", "-e", str(folder / "nginx.log"), "-c", str(folder / "nginx.conf")])
    until_listening(port)
    return Way("nginx, HTTP/2", f"https://127.0.0.1:{port}", token, [process])


def hub_and_agent(cluster, folder, hub):
    """The hub's demo command: hub, agent and tunnel in one process, decision and audit on. Two ways into it."""
    gateway, console, data = free_port(), free_port(), folder / "hub"
    log = (folder / "hub.log").open("w+")
    process = subprocess.Popen(["dotnet", hub, "demo", "--data", str(data), "--gateway-port", str(gateway), "--console-port",
                                str(console), "--kubeconfig", cluster.kubeconfig], stdout=log, stderr=subprocess.STDOUT)
    deadline = time.monotonic() + 120
    while "Sallyport is ready" not in (folder / "hub.log").read_text():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise SystemExit("the hub did not start:\n" + (folder / "hub.log").read_text()[-4000:])
        time.sleep(0.2)
    config = json.loads(subprocess.run(
        ["kubectl", "--kubeconfig", str(data / "kubeconfigs" / "admin.yaml"), "config", "view", "--raw", "-o", "json"],
        check=True, capture_output=True, text=True).stdout)
    token = ["-H", f"authorization: Bearer {config['users'][0]['user']['token']}"]
    names = [c["cluster"]["tls-server-name"] for c in config["clusters"] if "demo" not in c["name"]]
    address = ["--connect-to", f"127.0.0.1:{gateway}"]
    url = f"https://{names[0]}:{gateway}"
    return [Way("hub and agent, HTTP/2", url, [*token, *address], [process]),
            SecondWay("hub and agent, HTTP/1.1", url, ["--h1", *token, *address], [process])]


class SecondWay(Way):
    """Another way into processes that a first one owns and stops."""

    def stop(self):
        pass


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def until_listening(port):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"nothing listens on port {port}")
