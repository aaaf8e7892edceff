# Keys, certificates and tokens of one cluster, made once for its folder. Sourced; expects $dir, $node_address, $service_address.

# issue NAME SUBJECT EXTENSIONS: a key and a certificate of the cluster's own CA.
issue() {
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile <(printf '%s\n' "$3") -out "$1.crt" 2>/dev/null
  rm "$1.csr"
}

make_pki() {
  (
    umask 077
    cd "$dir/pki"
    [ -f tokens.csv ] && return
    openssl genrsa -out service-accounts.key 2048 2>/dev/null
    openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 365 -subj '/CN=test cluster CA' 2>/dev/null
    issue apiserver /CN=kube-apiserver \
      "subjectAltName=DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:$node_address,IP:$service_address"
    issue kubelet /CN=node1 "subjectAltName=DNS:node1,IP:$node_address"
    issue apiserver-to-kubelet /O=system:masters/CN=kube-apiserver-kubelet-client extendedKeyUsage=clientAuth
    printf '%s,admin,admin,"system:masters"\n%s,system:node:node1,node1,"system:nodes"\n' \
      "$(openssl rand -hex 24)" "$(openssl rand -hex 24)" > tokens.csv
  )
}

# token USER: as kube-apiserver's token file has it.
token() { grep ",$1," "$dir/pki/tokens.csv" | head -n 1 | cut -d, -f1; }

# write_kubeconfig FILE USER
write_kubeconfig() {
  (
    umask 077
    cat > "$1" <<KUBECONFIG
apiVersion: v1
kind: Config
clusters:
- name: real
  cluster:
    server: https://127.0.0.1:$port
    certificate-authority-data: $(base64 -w 0 < "$dir/pki/ca.crt")
users:
- name: $2
  user:
    token: $(token "$2")
contexts:
- name: real
  context:
    cluster: real
    user: $2
current-context: real
KUBECONFIG
  )
}
