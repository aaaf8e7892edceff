"""One bounded run of h2load against one way, with the CPU time that was spent meanwhile."""
import os
import re
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

TICK_MICROSECONDS = 1_000_000 / os.sysconf("SC_CLK_TCK")


@dataclass
class Result:
    rate: float
    p50: float
    p99: float
    cpu: float
    server_cpu: float


def cpu_of(pids):
    """Microseconds of CPU that these processes and their living children have used; threads are included."""
    total = 0
    for pid in pids:
        if pid is None:
            continue
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += (int(fields[11]) + int(fields[12])) * TICK_MICROSECONDS
        for task in Path(f"/proc/{pid}/task").iterdir():
            children = (task / "children").read_text().split()
            total += cpu_of([int(child) for child in children])
    return total


def run(way, path, requests, clients, server_pid):
    with tempfile.NamedTemporaryFile() as log:
        before, server_before = cpu_of(way.pids), cpu_of([server_pid])
        command = ["h2load", "-n", str(requests), "-c", str(clients), "--log-file", log.name, *way.options]
        output = subprocess.run([*command, way.url + path], capture_output=True, text=True, timeout=300, check=True).stdout
        after, server_after = cpu_of(way.pids), cpu_of([server_pid])
        lines = [line.split("\t") for line in Path(log.name).read_text().splitlines()]
    wrong = [line[1] for line in lines if line[1] != "200"]
    if wrong or len(lines) != requests:
        raise SystemExit(f"{way.name}: {len(lines)} of {requests} answered, {len(wrong)} not with 200, such as {wrong[:3]}")
    latencies = sorted(int(line[2]) / 1000 for line in lines)
    return Result(
        rate=float(re.search(r"finished in [^,]+, ([\d.]+) req/s", output).group(1)),
        p50=statistics.median(latencies),
        p99=latencies[int(len(latencies) * 0.99)],
        cpu=(after - before) / requests,
        server_cpu=(server_after - server_before) / requests)
