using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Agent.Control;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Tests.Control;

public sealed class WantedSetCheckTests
{
    private static readonly Role Reader = BuiltInRoles.Find("project-read-only")!;

    public static TheoryData<string, string> Unsound => new()
    {
        { Json(new WantedSet("e", 1, [Reader, Reader], [])), "*twice*" },
        { Json(new WantedSet("", 1, [Reader], [])), "*missing*" },
        { """{"epoch":"e","generation":1,"roles":[null],"groups":[]}""", "*" },
        { "null", "*missing*" },
    };

    [Fact]
    public void Check_TwoVersionsOfARole_AreNoContradiction() =>
        WantedSetCheck.ProblemOf(new WantedSet("e", 1, [Reader, Reader with { Version = Reader.Version + 1 }], [])).Should().BeNull();

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task Endpoint_AnUnsoundSet_IsRefusedAndReachesNothing(string body, string problem)
    {
        // Neither facts nor namespaces nor the reconciler is there to be asked: what was wanted before stays.
        using var drain = new Drain();
        var endpoint = new ControlEndpoint(null!, null!, null!, drain, NullLogger<ControlEndpoint>.Instance);
        var context = new DefaultHttpContext { Request = { Method = "PUT", Path = TunnelProtocol.WantedPath, Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body)) } };

        await endpoint.HandleAsync(context);

        context.Response.StatusCode.Should().BeInRange(400, 499);
        WantedSetCheck.ProblemOf(Read(body)).Should().Match(problem);
    }

    private static string Json(WantedSet wanted) => JsonSerializer.Serialize(wanted, WantedSetJson.Default.WantedSet);

    private static WantedSet? Read(string body) => JsonSerializer.Deserialize(body, WantedSetJson.Default.WantedSet);
}
