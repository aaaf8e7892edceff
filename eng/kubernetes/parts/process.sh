# Starting, awaiting and stopping the cluster's processes. Sourced; expects the cluster's folder in $dir.

# Whether an interface that is made gives itself a link-local address of IPv6: 0 it does, 1 it does not.
address_mode=/proc/sys/net/ipv6/conf/default/addr_gen_mode

# start NAME COMMAND...: runs it away from this terminal, its output in logs/NAME.log and its id in run/NAME.pid.
start() {
  local name=$1
  shift
  setsid nohup "$@" > "$dir/logs/$name.log" 2>&1 < /dev/null &
  echo $! > "$dir/run/$name.pid"
}

# await SECONDS WHAT COMMAND...: until the command succeeds; otherwise says what did not happen and shows the logs' ends.
await() {
  local seconds=$1 what=$2 tries
  shift 2
  for ((tries = seconds * 4; tries > 0; tries--)); do
    "$@" > /dev/null 2>&1 && return 0
    sleep 0.25
  done
  echo "gave up after $seconds s: $what" >&2
  tail -n 15 "$dir"/logs/{etcd,kube-*,containerd,kubelet}.log >&2 2>/dev/null || true
  return 1
}

alive() { kill -0 "$1" 2>/dev/null && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null; }

# stop NAME: by the id written down at its start, and only if that id still belongs to a program of that name.
stop() {
  local name=$1 pid tries
  [ -f "$dir/run/$name.pid" ] || return 0
  pid=$(< "$dir/run/$name.pid")
  if alive "$pid" && tr '\0' ' ' < "/proc/$pid/cmdline" | grep -q -- "$name"; then
    kill "$pid" 2>/dev/null || true
    for ((tries = 40; tries > 0; tries--)); do alive "$pid" || break; sleep 0.25; done
    alive "$pid" && kill -KILL "$pid" 2>/dev/null || true
  fi
  rm -f "$dir/run/$name.pid"
}
