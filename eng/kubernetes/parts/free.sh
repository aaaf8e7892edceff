# Picking what nobody uses. Sourced.

listening() { ss -Hltn | awk '{ print $4 }' | sed 's/.*://' | sort -u; }

# free_ports COUNT: the first of so many neighbouring ports below the kernel's own range that nobody listens on.
free_ports() {
  local first i used tries
  used=" $(listening | tr '\n' ' ') "
  for ((tries = 100; tries > 0; tries--)); do
    first=$((18000 + RANDOM % 1200 * 10))
    for ((i = 0; i < $1; i++)); do [[ $used != *" $((first + i)) "* ]] || continue 2; done
    echo "$first"
    return
  done
  echo 'no free ports' >&2
  return 1
}

# free_network: the first two parts of addresses that no interface of this machine has.
free_network() {
  local second tries
  for ((tries = 100; tries > 0; tries--)); do
    second=$((100 + RANDOM % 150))
    ip -4 -o address | grep -q " 10\.$second\." || { echo "10.$second"; return; }
  done
  echo 'no free network' >&2
  return 1
}
