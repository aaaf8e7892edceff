namespace Sallyport.Demo.Tests;

public sealed class KubectlTests(Kubectl kubectl) : IClassFixture<Kubectl>
{
    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: platform}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: web, image: "example.com/web:1.0", ports: [{containerPort: 80}]}
        """;

    [Theory]
    [InlineData("get pods -n shop", "NAME", "READY", "STATUS", "RESTARTS", "AGE", "CrashLoopBackOff")]
    [InlineData("get nodes", "demo-worker-1", "Ready", "v1.34.0-sallyport-demo")]
    [InlineData("get deploy,rs,sts,ds,svc,cj -A", "deployment.apps/storefront", "statefulset.apps/ledger", "daemonset.apps/kube-proxy")]
    [InlineData("get releases -n shop", "APP", "VERSION", "PHASE", "Delivered")]
    [InlineData("get secrets -n shop", "checkout-database", "Opaque")]
    [InlineData("get events -n shop", "LAST SEEN", "REASON", "BackOff")]
    [InlineData("describe pod -n shop -l app=recommendations", "CrashLoopBackOff", "Back-off restarting failed container")]
    [InlineData("describe deploy storefront -n shop", "RollingUpdate", "NewReplicaSet:")]
    [InlineData("logs -n shop deploy/storefront --tail=3 --timestamps", "level=")]
    [InlineData("logs -n shop -l app=recommendations --previous", "Unhandled exception")]
    [InlineData("top nodes", "CPU(cores)", "demo-worker-1")]
    [InlineData("top pods -n shop", "storefront")]
    [InlineData("explain pod.spec.containers", "image", "The image it runs.")]
    [InlineData("explain releases.spec", "Version of the app.")]
    [InlineData("api-resources", "deployments", "releases", "storageclasses")]
    [InlineData("auth can-i delete nodes", "yes")]
    [InlineData("auth can-i --list", "*.*")]
    [InlineData("version", "v1.34.0-sallyport-demo")]
    [InlineData("get cm -n kube-public cluster-info -o jsonpath={.data.about}", "This is a Sallyport demo cluster")]
    public async Task Kubectl_Reading_SaysWhatAClusterWould(string command, params string[] wanted)
    {
        string output = await kubectl.SayAsync(command.Split(' '));

        wanted.Should().AllSatisfy(word => output.Should().Contain(word));
    }

    [Fact]
    public async Task Apply_RollsOutAndScalesAndDeletes()
    {
        string file = kubectl.Write("web.yaml", Web);

        (await kubectl.SayAsync("apply", "-f", file)).Should().Contain("web created");
        (await kubectl.SayAsync("apply", "-f", file)).Should().Contain("web unchanged");
        (await kubectl.SayAsync("rollout", "status", "-n", "platform", "deploy/web")).Should().Contain("successfully rolled out");
        (await kubectl.SayAsync("set", "image", "-n", "platform", "deploy/web", "web=example.com/web:1.1")).Should().Contain("updated");
        (await kubectl.SayAsync("rollout", "status", "-n", "platform", "deploy/web")).Should().Contain("successfully rolled out");
        (await kubectl.SayAsync("scale", "-n", "platform", "deploy/web", "--replicas=3")).Should().Contain("scaled");
        (await kubectl.SayAsync("wait", "-n", "platform", "deploy/web", "--for=jsonpath={.status.readyReplicas}=3"))
            .Should().Contain("condition met");
        (await kubectl.SayAsync("delete", "-f", file)).Should().Contain("deleted");
        (await kubectl.SayAsync("wait", "-n", "platform", "pod", "-l", "app=web", "--for=delete")).Should().NotContain("timed out");
    }

    [Fact]
    public async Task Apply_WithUnknownField_IsRefusedByName()
    {
        string file = kubectl.Write("bad.yaml", Web.Replace("image:", "imagee:", StringComparison.Ordinal));

        (int exit, _, string error) = await kubectl.RunAsync("", "apply", "-f", file);

        exit.Should().NotBe(0);
        error.Should().Contain("unknown field").And.Contain("imagee");
    }

    [Fact]
    public async Task Edit_ChangesWhatTheEditorChanged()
    {
        (await kubectl.SayAsync("edit", "cm", "-n", "shop", "storefront")).Should().Contain("edited");

        (await kubectl.SayAsync("get", "cm", "-n", "shop", "storefront", "-o", "jsonpath={.data.currency}")).Should().Be("SEK");
    }

    [Fact]
    public async Task Exec_CarriesOutputAndExitCode()
    {
        (int exit, string output, string error) = await kubectl.RunAsync(
            "", "exec", "-n", "payments", "ledger-0", "--", "sh", "-c", "echo out; echo $HOSTNAME; nosuch; exit 7");

        exit.Should().Be(7);
        output.Should().Be("out\nledger-0\n");
        error.Should().Contain("nosuch: not found");
    }

    [Fact]
    public async Task Exec_WithInput_EchoesItAndSeesItsEnd()
    {
        string text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i}\n"));

        (int exit, string output, _) = await kubectl.RunAsync(text, "exec", "-i", "-n", "payments", "ledger-0", "--", "cat");

        exit.Should().Be(0);
        output.Should().Be(text);
    }

    [Fact]
    public async Task Copy_GoesInAndComesBack()
    {
        string file = kubectl.Write("copied.txt", "a file of mine\n");

        await kubectl.SayAsync("cp", file, "payments/ledger-0:/tmp/copied.txt");
        await kubectl.SayAsync("cp", "payments/ledger-0:/tmp/copied.txt", file + ".back");

        (await File.ReadAllTextAsync(file + ".back", TestContext.Current.CancellationToken)).Should().Be("a file of mine\n");
    }

    [Fact]
    public async Task PortForward_IsRefusedWithTheReason()
    {
        (int exit, _, string error) = await kubectl.RunAsync("", "port-forward", "-n", "payments", "ledger-0", ":5432");

        exit.Should().NotBe(0);
        error.Should().Contain("nothing listens in its pods");
    }

    [Fact]
    public async Task Create_WithTypedClients_IsRead()
    {
        (await kubectl.SayAsync("create", "configmap", "-n", "default", "typed", "--from-literal=a=b")).Should().Contain("created");

        (await kubectl.SayAsync("get", "cm", "-n", "default", "typed", "-o", "jsonpath={.data.a}")).Should().Be("b");
    }
}
