#!/usr/bin/env python3
"""Measures ways to one Kubernetes cluster side by side: direct, kubectl proxy, nginx, and Sallyport's hub with its agent.

For each way and payload, in turns: requests a second and latency at a fixed concurrency, and the CPU time that the way's
own processes (and, apart, kube-apiserver's) spend on a request. CPU time is the figure to trust on a machine that does
other things as well. Everything is on loopback and bounded.

needs: h2load (nghttp2-client), nginx, openssl, kubectl, and an administrator's kubeconfig.
usage: measure.py --kubeconfig FILE [--hub sallyport-hub.dll] [--requests N] [--warm-up N] [--clients N] [--rounds N] [--only WAY,...]
"""
import argparse
import statistics
import sys
import tempfile
from pathlib import Path

import cluster
import load
import ways

PAYLOADS = {
    "10 KB GET": ("/api/v1/namespaces/sallyport-bench/configmaps/ten-kilobytes", 1.0),
    "1 MB list": ("/api/v1/namespaces/sallyport-bench/configmaps", 0.05),
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kubeconfig", required=True)
    parser.add_argument("--hub", help="the hub's sallyport-hub.dll, built with -c Release; left out: not measured")
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--warm-up", type=int, default=12000, help="requests before the first that counts: .NET compiles on")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="names of ways, separated by commas")
    return parser.parse_args()


def median(results, field):
    return statistics.median(getattr(r, field) for r in results)


def report(payload, measured):
    base = next((r for w, r in measured if w.name == "kubectl proxy"), None)
    print(f"\n{payload}\n")
    print("| way | requests/s | p50 ms | p99 ms | CPU µs/request | to kubectl proxy | kube-apiserver µs/request |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for way, results in measured:
        cpu = median(results, "cpu")
        ratio = f"{cpu / median(base, 'cpu'):.2f}" if base and cpu else "-"
        print(f"| {way.name} | {median(results, 'rate'):.0f} | {median(results, 'p50'):.1f} | {median(results, 'p99'):.1f} "
              f"| {cpu:.0f} | {ratio} | {median(results, 'server_cpu'):.0f} |")


def main():
    args = arguments()
    with tempfile.TemporaryDirectory(prefix="sallyport-bench-") as folder:
        target = cluster.Cluster(args.kubeconfig)
        target.prepare()
        running = []
        try:
            running = ways.start(target, Path(folder), args.hub, [w for w in args.only.split(",") if w])
            for payload, (path, share) in PAYLOADS.items():
                count = max(args.clients, int(args.requests * share))
                for way in running:
                    load.run(way, path, max(count, int(args.warm_up * share)), args.clients, target.server_pid)
                rounds = {way.name: [] for way in running}
                for _ in range(args.rounds):
                    for way in running:
                        rounds[way.name].append(load.run(way, path, count, args.clients, target.server_pid))
                report(f"{payload}, {count} requests, {args.clients} at a time, median of {args.rounds}",
                       [(way, rounds[way.name]) for way in running])
                sys.stdout.flush()
        finally:
            for way in running:
                way.stop()
            target.clean_up()


main()
