using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Settings;

namespace Sallyport.EndToEnd.Tests.Doors;

/// <summary>What <c>can-i</c> says is what happens: each question is asked, and then the thing itself is tried.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class CanITruthTests(SharedHub shared)
{
    /// <summary>Verb, resource (as <c>resource[.group][/subresource]</c>), name and namespace; <c>-</c> is none.</summary>
    private static readonly string[] Questions =
    [
        "list pods - <ns>", "get pods <pod> <ns>", "watch pods - <ns>", "list pods - -", "list pods - <elsewhere>", "get pods/log <pod> <ns>",
        "create pods - <ns>", "delete pods nothing <ns>", "deletecollection pods - <ns>", "patch pods nothing <ns>", "update pods/status nothing <ns>",
        "create pods/eviction nothing <ns>", "patch pods/ephemeralcontainers nothing <ns>",
        "get pods/exec <pod> <ns>", "get pods/exec <pod> <elsewhere>", "get pods/attach <pod> <ns>", "get pods/portforward <pod> <ns>",
        "get pods/proxy nothing <ns>", "get services/proxy nothing <ns>", "get nodes/proxy nothing -",
        "list secrets - <ns>", "get secrets <secret> <ns>", "watch secrets - <ns>", "list secrets - -", "list secrets - <elsewhere>", "create secrets - <ns>",
        "delete secrets nothing <ns>", "deletecollection secrets - <ns>",
        "list configmaps - kube-system", "patch configmaps nothing kube-system", "create configmaps - <ns>",
        "list deployments.apps - <ns>", "patch deployments.apps/scale nothing <ns>", "create deployments.apps - <ns>", "create jobs.batch - <ns>",
        "list nodes - -", "patch nodes nothing -", "list namespaces - -", "get namespaces <ns> <ns>", "create namespaces - -", "delete namespaces nothing nothing",
        "list persistentvolumes - -", "list customresourcedefinitions.apiextensions.k8s.io - -", "create customresourcedefinitions.apiextensions.k8s.io - -",
        "list clusterroles.rbac.authorization.k8s.io - -", "create clusterroles.rbac.authorization.k8s.io - -",
        "create rolebindings.rbac.authorization.k8s.io - <ns>", "delete clusterrolebindings.rbac.authorization.k8s.io sallyport-nothing -",
        "deletecollection rolebindings.rbac.authorization.k8s.io - <ns>", "create serviceaccounts/token nothing <ns>",
        "create tokenreviews.authentication.k8s.io - -", "create subjectaccessreviews.authorization.k8s.io - -",
        "create localsubjectaccessreviews.authorization.k8s.io - <ns>", "create certificatesigningrequests.certificates.k8s.io - -",
        "create validatingwebhookconfigurations.admissionregistration.k8s.io - -", "list widgets.e2e.sallyport.example - <ns>",
        "delete widgets.e2e.sallyport.example nothing <ns>",
    ];

    [Theory]
    [InlineData("organization-read-only", false)]
    [InlineData("project-read-only", false)]
    [InlineData("project-read-only", true)]
    [InlineData("namespace-read-only", false)]
    [InlineData("project-admin", false)]
    [InlineData("namespace-admin", false)]
    [InlineData("organization-admin", false)]
    public async Task CanI_OfEveryRole_SaysWhatHappens(string role, bool open)
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        var scope = role.Split('-')[0] switch
        {
            "organization" => Scopes.Organization(),
            "project" => Scopes.Cluster(RealCluster.Name),
            _ => Scopes.Namespace(RealCluster.Name, place.Namespace),
        };
        var person = await shared.Hub.HireAsync(role, scope);
        await using var doors = await OpenDoors.SetAsync(shared.Hub, secrets: open, shell: open);
        using var client = GatewayClient.For(shared.Hub.Place, RealCluster.Name, person.Token);
        var said = new List<string>();
        foreach (var question in Questions)
        {
            var asked = new Question(question.For(place));
            var allowed = await AskAsync(client, asked);
            var status = asked.IsUpgrade ? await UpgradeAsync(person, asked) : await TryAsync(client, asked);
            if (allowed != (status != HttpStatusCode.Forbidden))
            {
                said.Add($"{question}: can-i says {allowed}, the request was answered {(int)status}");
            }
        }

        said.Should().BeEmpty();
    }

    [Fact]
    public async Task List_OfAReadOnlyDeveloper_FollowsTheSettings()
    {
        foreach (var (cluster, version) in Pairs.All)
        {
            var place = await shared.PlaceInAsync(cluster);
            var kubectl = shared.Hub.Developer.Kubectl(cluster, version);
            var closed = Resources((await kubectl.RunAsync("auth can-i --list -n <ns>".For(place))).Succeeded().Output);
            closed.Should().Contain(["pods", "pods/log", "deployments.apps"]).And.NotContain(["secrets", "pods/exec", "pods/attach", "pods/portforward"]);

            await using var doors = await OpenDoors.SetAsync(shared.Hub, secrets: true, shell: true);
            Resources((await kubectl.RunAsync("auth can-i --list -n <ns>".For(place))).Succeeded().Output).Should().Contain(["secrets", "pods/exec"]);
        }
    }

    [Fact]
    public async Task List_OutsideTheScope_NamesNothingOfTheNamespace()
    {
        var place = await shared.PlaceInAsync(RealCluster.Name);
        var person = await shared.Hub.HireAsync("namespace-admin", Scopes.Namespace(RealCluster.Name, place.Namespace));

        var listed = Resources((await person.Kubectl(RealCluster.Name).RunAsync("auth can-i --list -n <elsewhere>".For(place))).Succeeded().Output);

        listed.Should().Contain("nodes").And.NotContain(["secrets", "pods", "pods/exec", "configmaps"]);
    }

    [Theory]
    [InlineData(RealCluster.Name, "1.32")]
    [InlineData(RealCluster.Name, "1.36")]
    [InlineData(Pairs.Demo, "1.36")]
    public async Task WhoAmI_EvenWhereTheClusterDoesNotKnowTheQuestion_NamesThePerson(string cluster, string version) =>
        (await shared.Hub.Developer.Kubectl(cluster, version).RunAsync("auth", "whoami")).Succeeded().Output.Should().Contain("sallyport:developer");

    private static string[] Resources(string list) =>
        [.. list.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0).Select(words => words[0])];

    private static async Task<bool> AskAsync(HttpClient client, Question asked)
    {
        using var answer = await client.PostAsJsonAsync("apis/authorization.k8s.io/v1/selfsubjectaccessreviews", asked.Review);
        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["status"]!["allowed"]!.GetValue<bool>();
    }

    private static async Task<HttpStatusCode> TryAsync(HttpClient client, Question asked)
    {
        using var request = new HttpRequestMessage(asked.Method, asked.Target);
        if (asked.Method == HttpMethod.Post || asked.Method == HttpMethod.Put)
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }
        else if (asked.Method == HttpMethod.Patch)
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/merge-patch+json");
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> UpgradeAsync(Person person, Question asked)
    {
        using var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = GatewayClient.Trusts(shared.Hub.Place);
        socket.Options.SetRequestHeader("Authorization", $"Bearer {person.Token}");
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.AddSubProtocol("v4.channel.k8s.io");
        try
        {
            await socket.ConnectAsync(
                new Uri($"wss://127.0.0.1:{shared.Hub.Place.GatewayPort}/clusters/{RealCluster.Name}/{asked.Target}"), TestContext.Current.CancellationToken);
            return HttpStatusCode.SwitchingProtocols;
        }
        catch (WebSocketException)
        {
            return socket.HttpStatusCode;
        }
    }

    /// <summary>One line of the table, as a review and as the request that it is about.</summary>
    private sealed class Question
    {
        private readonly string _verb;
        private readonly string _group;
        private readonly string _resource;
        private readonly string _subresource;
        private readonly string _name;
        private readonly string _namespace;

        public Question(string[] words)
        {
            _verb = words[0];
            var parts = words[1].Split('/');
            _subresource = parts.ElementAtOrDefault(1) ?? "";
            var dot = parts[0].IndexOf('.', StringComparison.Ordinal);
            (_resource, _group) = dot < 0 ? (parts[0], "") : (parts[0][..dot], parts[0][(dot + 1)..]);
            _name = words[2] == "-" ? "" : words[2];
            _namespace = words[3] == "-" ? "" : words[3];
        }

        public bool IsUpgrade => _subresource is "exec" or "attach" or "portforward";

        public JsonObject Review => new()
        {
            ["kind"] = "SelfSubjectAccessReview",
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["spec"] = new JsonObject
            {
                ["resourceAttributes"] = new JsonObject
                {
                    ["verb"] = _verb,
                    ["group"] = _group,
                    ["resource"] = _resource,
                    ["subresource"] = _subresource,
                    ["name"] = _name,
                    ["namespace"] = _namespace,
                },
            },
        };

        public HttpMethod Method => _verb switch
        {
            "create" => HttpMethod.Post,
            "update" => HttpMethod.Put,
            "patch" => HttpMethod.Patch,
            "delete" or "deletecollection" => HttpMethod.Delete,
            _ => HttpMethod.Get,
        };

        public string Target
        {
            get
            {
                var path = new StringBuilder(_group.Length == 0 ? "api/v1" : $"apis/{_group}/v1");
                if (_namespace.Length > 0 && _resource != "namespaces")
                {
                    path.Append("/namespaces/").Append(_namespace);
                }

                path.Append('/').Append(_resource);
                if (_name.Length > 0)
                {
                    path.Append('/').Append(_name);
                }

                if (_subresource.Length > 0)
                {
                    path.Append('/').Append(_subresource);
                }

                return path.Append(Query).ToString();
            }
        }

        private string Query => (_verb, _subresource) switch
        {
            (_, "exec") => "?command=true&stdout=true",
            (_, "attach") => "?stdout=true",
            (_, "portforward") => "?ports=8080",
            (_, "log") => "?tailLines=1",
            (_, "proxy") => "",
            ("watch", _) => "?timeoutSeconds=1&watch=true",
            ("deletecollection", _) => "?dryRun=All&labelSelector=nobody%3Dhas",
            ("get" or "list", _) => "",
            _ => "?dryRun=All",
        };
    }
}
