# The one node: a bridge, containerd and a kubelet. Sourced; expects $dir, $bin, $here, $port, $bridge and the addresses.

# Pods sit on a bridge of the cluster's own and have nowhere else to go. There is no kube-proxy and no address
# translation: the service address of `kubernetes` is simply one more address of the bridge, and a relay there
# hands port 443 to kube-apiserver on loopback. So a pod's usual KUBERNETES_SERVICE_HOST works as it is.
start_network() {
  # Without link-local addresses of their own: with each address that comes to this machine or leaves it Chromium drops
  # all its HTTP/2 connections, the console's among them, and pods come and go while browser tests run.
  if [ -w "$address_mode" ]; then
    [ -f "$dir/address-mode" ] || cat "$address_mode" > "$dir/address-mode"
    echo 1 > "$address_mode"
  fi
  ip link show "$bridge" > /dev/null 2>&1 || ip link add "$bridge" type bridge
  ip address replace "$node_address/24" dev "$bridge"
  ip address replace "$service_address/32" dev "$bridge"
  ip link set "$bridge" up
  cat > "$dir/cni/10-bridge.conflist" <<CNI
{"cniVersion": "0.4.0", "name": "$bridge", "plugins": [
  {"type": "bridge", "bridge": "$bridge", "isGateway": true, "ipMasq": false,
   "ipam": {"type": "host-local", "subnet": "$pod_network", "dataDir": "$dir/cni/ipam", "routes": [{"dst": "0.0.0.0/0"}]}},
  {"type": "loopback"}]}
CNI
  start socat socat "TCP-LISTEN:443,bind=$service_address,reuseaddr,fork" "TCP:127.0.0.1:$port"
}

start_containerd() {
  # restrict_oom_score_adj: inside a sandboxed machine the kernel refuses a score below the parent's.
  containerd config default | sed \
    -e "s#^root = .*#root = '$dir/containerd/root'#" \
    -e "s#^state = .*#state = '$dir/containerd/state'#" \
    -e "s#\"/run/containerd/containerd.sock\"#'$dir/containerd.sock'#" \
    -e "s#sandbox_image = .*#sandbox_image = 'local.test/pause:1'#" \
    -e "s#bin_dir = .*#bin_dir = '/usr/lib/cni'#" \
    -e "s#conf_dir = .*#conf_dir = '$dir/cni'#" \
    -e 's#restrict_oom_score_adj = false#restrict_oom_score_adj = true#' > "$dir/containerd/config.toml"
  start containerd containerd --config "$dir/containerd/config.toml"
  await 30 'containerd answers' ctr --address "$dir/containerd.sock" version

  python3 "$here/image.py" "$dir/images/pause.tar" local.test/pause:1 --busybox -- /bin/sleep 2147483647
  python3 "$here/image.py" "$dir/images/busybox.tar" local.test/busybox:1 --busybox -- /bin/sh
  "$here/load-image.sh" "$dir" "$dir/images/pause.tar"
  "$here/load-image.sh" "$dir" "$dir/images/busybox.tar"
}

node_ready() {
  curl -fsS -A readiness --cacert "$dir/pki/ca.crt" -H @<(printf 'Authorization: Bearer %s' "$(token admin)") \
    "https://127.0.0.1:$port/api/v1/nodes/node1" | jq -e 'any(.status.conditions[]; .type == "Ready" and .status == "True")'
}

start_kubelet() {
  cat > "$dir/kubelet.yaml" <<KUBELET
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $node_address
port: $((port + 5))
healthzPort: $((port + 6))
tlsCertFile: $dir/pki/kubelet.crt
tlsPrivateKeyFile: $dir/pki/kubelet.key
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $dir/pki/ca.crt}}
authorization: {mode: Webhook}
cgroupDriver: cgroupfs
cgroupsPerQOS: false
enforceNodeAllocatable: []
failSwapOn: false
makeIPTablesUtilChains: false
resolvConf: ""
containerLogMaxSize: 100Mi
evictionHard: {nodefs.available: "1%", imagefs.available: "1%", memory.available: "100Mi"}
KUBELET
  # The node's address may not be a loopback one, hence the bridge's.
  start kubelet "$bin/kubelet" --config "$dir/kubelet.yaml" --kubeconfig "$dir/node1.kubeconfig" \
    --hostname-override node1 --node-ip "$node_address" --root-dir "$dir/kubelet" \
    --container-runtime=remote --container-runtime-endpoint="unix://$dir/containerd.sock"
  await 90 'the node is ready' node_ready
}
