using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Audits;
using Sallyport.EndToEnd.Tests.Clients;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>A running hub and the people of it.</summary>
internal sealed class Hub : IAsyncDisposable
{
    private Hub(HubProcess process)
    {
        Process = process;
        Admin = Of("admin");
        Api = new HubApi(Place, Admin.Token);
        Audit = new HubAudit(Api);
    }

    public HubProcess Process { get; private set; }

    public HubPlace Place => Process.Place;

    /// <summary>The Organization Admin.</summary>
    public Person Admin { get; }

    /// <summary>The read-only developer.</summary>
    public Person Developer => Of("developer");

    public HubApi Api { get; }

    public HubAudit Audit { get; }

    public static async Task<Hub> StartAsync(params string[] more) => new(await HubProcess.StartAsync(new HubPlace(), more));

    /// <summary>One of the demo's own people.</summary>
    public Person Of(string name) => new(name, KubeconfigFile.Token(Place.Kubeconfig(name)), Place.Kubeconfig(name));

    /// <summary>A new person with one role at one scope.</summary>
    public async Task<Person> HireAsync(string role, JsonObject scope)
    {
        var name = $"e2e-{Guid.NewGuid().ToString("N")[..8]}";
        await Api.AskAsync(HttpMethod.Post, "/api/v1/users", new JsonObject { ["name"] = name, ["groups"] = new JsonArray() });
        await Api.AskAsync(HttpMethod.Post, "/api/v1/assignments", new JsonObject
        {
            ["role"] = role,
            ["user"] = name,
            ["scope"] = scope,
        });
        var created = await Api.AskAsync(HttpMethod.Post, $"/api/v1/users/{name}/tokens", new JsonObject { ["validFor"] = "1h" });
        var token = created["token"]!.GetValue<string>();
        return new Person(name, token, Place.KubeconfigWith(name, token));
    }

    /// <summary>Takes a hired person's role away; who they are stays.</summary>
    public async Task DismissAsync(Person person)
    {
        var assignments = (await Api.AskAsync(HttpMethod.Get, "/api/v1/assignments")).AsArray();
        foreach (var assignment in assignments.Where(assignment => assignment!["user"]?.GetValue<string>() == person.Name))
        {
            await Api.AskAsync(HttpMethod.Delete, $"/api/v1/assignments/{assignment!["id"]}");
        }
    }

    /// <summary>The same person with a kubeconfig for a cluster that came later, as <c>sallyport kubeconfig --with-token</c> writes it.</summary>
    public async Task<Person> WithClusterAsync(Person person, string cluster)
    {
        var cli = await SignedInAsync(person);
        var path = Path.Combine(Place.Data, "kubeconfigs", $"{person.Name}-{cluster}.yaml");
        (await cli.RunAsync("kubeconfig", "--with-token", "--cluster", cluster, "--write", path)).Succeeded();
        return person with { Kubeconfig = path, Token = KubeconfigFile.Token(path) };
    }

    /// <summary>The command line, signed in as somebody.</summary>
    public async Task<SallyportCli> SignedInAsync(Person person, string? configHome = null, string? kubeconfig = null)
    {
        var cli = new SallyportCli(configHome ?? Path.Combine(Place.Data, "cli-" + person.Name), kubeconfig);
        (await cli.RunAsync("login", Place.Console.ToString(), "--token", person.Token, "--ca", Place.CertificateAuthority)).Succeeded();
        return cli;
    }

    /// <summary>The same hub with the same data, started anew.</summary>
    public async Task StartAgainAsync(params string[] more)
    {
        var old = Process;
        Process = await HubProcess.StartAsync(Place, more);
        await old.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Process.DisposeAsync();
        Place.Dispose();
    }
}
