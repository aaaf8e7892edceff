# etcd, kube-apiserver, controllers and scheduler, all on loopback. Sourced; expects $dir, $bin, $port, $service_network.

api_ready() {
  curl -fsS --cacert "$dir/pki/ca.crt" -H @<(printf 'Authorization: Bearer %s' "$(token admin)") "https://127.0.0.1:$port/readyz"
}

start_control_plane() {
  # Every request at the level of who, what and where: the oracle that the tests compare Sallyport's own audit with.
  # One file, however many they are: a log that were put aside at its size would take half of a comparison with it.
  cat > "$dir/audit-policy.yaml" <<'POLICY'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules: [{level: Metadata}]
POLICY

  local etcd=http://127.0.0.1:$((port + 1)) quiet=(--leader-elect=false --port=0 --bind-address=127.0.0.1)
  start etcd etcd --data-dir "$dir/etcd" --unsafe-no-fsync \
    --listen-client-urls "$etcd" --advertise-client-urls "$etcd" --listen-peer-urls "http://127.0.0.1:$((port + 2))"
  await 30 'etcd answers' curl -fsS "$etcd/health"

  start kube-apiserver "$bin/kube-apiserver" \
    --etcd-servers="$etcd" --bind-address=127.0.0.1 --advertise-address="$node_address" --secure-port="$port" \
    --service-cluster-ip-range="$service_network" --endpoint-reconciler-type=none \
    --authorization-mode=Node,RBAC --token-auth-file="$dir/pki/tokens.csv" --allow-privileged=true \
    --client-ca-file="$dir/pki/ca.crt" --cert-dir="$dir/pki" \
    --tls-cert-file="$dir/pki/apiserver.crt" --tls-private-key-file="$dir/pki/apiserver.key" \
    --service-account-issuer=https://kubernetes.default.svc \
    --service-account-key-file="$dir/pki/service-accounts.key" --service-account-signing-key-file="$dir/pki/service-accounts.key" \
    --kubelet-client-certificate="$dir/pki/apiserver-to-kubelet.crt" --kubelet-client-key="$dir/pki/apiserver-to-kubelet.key" \
    --kubelet-certificate-authority="$dir/pki/ca.crt" --kubelet-preferred-address-types=InternalIP \
    --audit-policy-file="$dir/audit-policy.yaml" --audit-log-path="$dir/logs/audit.log" --audit-log-maxsize=16384
  await 90 'kube-apiserver is ready' api_ready

  start kube-controller-manager "$bin/kube-controller-manager" "${quiet[@]}" --secure-port=$((port + 3)) \
    --kubeconfig="$dir/admin.kubeconfig" --use-service-account-credentials=true --root-ca-file="$dir/pki/ca.crt" \
    --service-account-private-key-file="$dir/pki/service-accounts.key" \
    --controllers='*,-nodeipam,-route,-cloud-node-lifecycle'
  start kube-scheduler "$bin/kube-scheduler" "${quiet[@]}" --secure-port=$((port + 4)) --kubeconfig="$dir/admin.kubeconfig"
}
