namespace Sallyport.Demo.Seed;

/// <summary>What runs in a demo cluster: a shop, its payments, and the platform below them.</summary>
internal static class Workloads
{
    private const string Registry = "registry.example.com/";

    public static IEnumerable<Workload> Base =>
    [
        new("kube-system", "coredns", "Deployment", "registry.k8s.io/coredns/coredns:v1.12.1", 2)
        {
            Port = 53, Memory = "70Mi", AgeInDays = 41,
        },
        new("kube-system", "kube-proxy", "DaemonSet", "registry.k8s.io/kube-proxy:v1.34.0", 0)
        {
            AgeInDays = 41, IsOnHostNetwork = true,
        },
        new("kube-system", "metrics-server", "Deployment", "registry.k8s.io/metrics-server/metrics-server:v0.8.0", 1)
        {
            Port = 10250, Memory = "200Mi", AgeInDays = 41,
        },
        new("platform", "edge-proxy", "Deployment", Registry + "platform/edge-proxy:2.7.1", 2)
        {
            Port = 8080, Cpu = "250m", Memory = "256Mi", AgeInDays = 33, ConfigMap = "edge-proxy",
        },
        new("platform", "log-shipper", "DaemonSet", Registry + "platform/log-shipper:1.14.0", 0) { AgeInDays = 33 },
        new("shop", "storefront", "Deployment", Registry + "shop/storefront:4.18.2", 3)
        {
            Port = 8080, Cpu = "200m", Memory = "256Mi", ConfigMap = "storefront", AgeInDays = 19,
        },
        new("shop", "checkout", "Deployment", Registry + "shop/checkout:3.2.0", 3)
        {
            Port = 8080, Cpu = "200m", Memory = "384Mi", Secret = "checkout-database", ConfigMap = "checkout",
            RollingTo = Registry + "shop/checkout:3.3.0", Sidecar = Registry + "platform/mesh-proxy:1.9.4", AgeInDays = 19,
        },
        new("shop", "recommendations", "Deployment", Registry + "shop/recommendations:0.9.1", 1)
        {
            Port = 9000, Memory = "512Mi", Behaviour = "crash-loop", AgeInDays = 2.2,
        },
        new("shop", "cart-cache", "StatefulSet", "docker.io/library/redis:7.4.2", 1)
        {
            Port = 6379, Memory = "256Mi", HasVolume = true, AgeInDays = 40,
        },
        new("payments", "payments-api", "Deployment", Registry + "payments/api:7.0.4", 2)
        {
            Port = 8443, Cpu = "300m", Memory = "384Mi", Secret = "payment-provider", ConfigMap = "payments-api",
            AgeInDays = 27,
        },
        new("payments", "ledger", "StatefulSet", "docker.io/library/postgres:17.5", 1)
        {
            Port = 5432, Cpu = "500m", Memory = "1Gi", Secret = "ledger-credentials", HasVolume = true, AgeInDays = 40,
        },
        new("payments", "reconcile", "CronJob", Registry + "payments/reconcile:2.1.0", 1)
        {
            Schedule = "*/10 * * * *", Secret = "ledger-credentials", AgeInDays = 27,
        },
    ];

    /// <summary>More teams with more services, until there are about as many pods as wanted.</summary>
    public static IEnumerable<Workload> Filling(int pods, int seed)
    {
        string[] teams = ["search", "catalog", "delivery", "billing", "identity", "media", "insights", "support"];
        string[] roles = ["api", "worker", "gateway", "indexer", "scheduler", "notifier", "exporter", "web"];
        Random random = new(seed);
        for (int i = 0; pods > 0; i++)
        {
            string team = teams[i / roles.Length % teams.Length];
            int round = i / roles.Length / teams.Length;
            string role = roles[i % roles.Length];
            int replicas = Math.Min(pods, random.Next(2, 9));
            pods -= replicas;
            yield return new Workload(round == 0 ? team : $"{team}-{round + 1}", $"{team}-{role}", "Deployment",
                $"{Registry}{team}/{role}:{random.Next(1, 9)}.{random.Next(0, 30)}.{random.Next(0, 9)}", replicas)
            {
                Port = role is "worker" or "scheduler" ? 0 : 8080,
                AgeInDays = random.Next(1, 60),
                Cpu = $"{random.Next(1, 8) * 50}m",
                Memory = $"{random.Next(1, 8) * 64}Mi",
            };
        }
    }
}
