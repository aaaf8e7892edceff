using System.Text.Json.Nodes;
using Sallyport.Demo.Store;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Seed;

/// <summary>Plants a whole cluster.</summary>
internal sealed class ClusterSeed(ObjectStore store, NodePool nodes, EventLog events, DemoClusterOptions options)
{
    private readonly Random _random = new(options.Seed);

    public void Plant()
    {
        Ground ground = new(store, options.Name, _random, options.TimeProvider);
        List<Workload> workloads = [.. Workloads.Base];
        int extra = (options.Pods ?? 0) - 25;
        workloads.AddRange(Workloads.Filling(Math.Max(0, extra), options.Seed));
        foreach (string name in (IEnumerable<string>)["default", "kube-system", "kube-public", "kube-node-lease",
            DemoCluster.AgentNamespace, .. workloads.Select(workload => workload.Namespace)])
        {
            ground.Namespace(name);
        }

        BootstrapRoles.Plant(store);
        ground.Node(0, controlPlane: true);
        int workers = Math.Max(2, ((options.Pods ?? 25) + 89) / 90);
        for (int i = 1; i <= workers; i++)
        {
            ground.Node(i, controlPlane: false);
        }

        ground.Storage();
        Configuration(ground);
        CustomKind.Plant(ground);
        WorkloadPlanter planter = new(store, nodes, events, _random, options.TimeProvider);
        workloads.ForEach(planter.Plant);
    }

    private void Configuration(Ground ground)
    {
        foreach (string account in (ReadOnlySpan<string>)["forwarder", "reconciler"])
        {
            ground.Put("serviceaccounts", "v1", "ServiceAccount", DemoCluster.AgentNamespace, account, []);
        }

        ground.Put("services", "v1", "Service", "default", "kubernetes", new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["clusterIP"] = "10.96.0.1",
                ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = 443, ["targetPort"] = 6443 }),
            },
        });
        ground.ConfigMap("kube-public", "cluster-info", ("cluster", options.Name),
            ("about", "This is a Sallyport demo cluster: a Kubernetes API inside the hub's process. Nothing runs here; " +
                "pods, logs, metrics and shells are simulated."));
        ground.ConfigMap("platform", "edge-proxy",
            ("routes.conf", "shop.example.com -> shop/storefront:80\npay.example.com -> payments/payments-api:8443\n"));
        ground.ConfigMap("shop", "storefront", ("currency", "EUR"), ("theme.json", "{\"name\":\"autumn\",\"dark\":true}\n"));
        ground.ConfigMap("shop", "checkout", ("checkout.yaml",
            "payments:\n  url: https://payments-api.payments\n  timeout: 3s\ncart:\n  cache: cart-cache:6379\n"));
        ground.ConfigMap("payments", "payments-api", ("provider.url", "https://provider.example.net/v2"), ("retries", "3"));
        ground.Secret("shop", "checkout-database", "Opaque", ("username", "checkout"), ("password", ground.Password()));
        ground.Secret("payments", "payment-provider", "Opaque", ("api-key", "pk_demo_" + ground.Password()),
            ("password", ground.Password()));
        ground.Secret("payments", "ledger-credentials", "kubernetes.io/basic-auth", ("username", "ledger"),
            ("password", ground.Password()));
        ground.Secret("platform", "registry-pull", "kubernetes.io/dockerconfigjson", (".dockerconfigjson",
            $"{{\"auths\":{{\"registry.example.com\":{{\"password\":\"{ground.Password()}\"}}}}}}"));
        ground.Put("ingresses.networking.k8s.io", "networking.k8s.io/v1", "Ingress", "shop", "storefront", new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["ingressClassName"] = "edge",
                ["rules"] = new JsonArray(new JsonObject
                {
                    ["host"] = "shop.example.com",
                    ["http"] = new JsonObject
                    {
                        ["paths"] = new JsonArray(new JsonObject
                        {
                            ["path"] = "/",
                            ["pathType"] = "Prefix",
                            ["backend"] = new JsonObject
                            {
                                ["service"] = new JsonObject
                                {
                                    ["name"] = "storefront",
                                    ["port"] = new JsonObject { ["number"] = 80 },
                                },
                            },
                        }),
                    },
                }),
            },
            ["status"] = new JsonObject
            {
                ["loadBalancer"] = new JsonObject
                {
                    ["ingress"] = new JsonArray(new JsonObject { ["ip"] = "192.0.2.10" }),
                },
            },
        });
    }
}
