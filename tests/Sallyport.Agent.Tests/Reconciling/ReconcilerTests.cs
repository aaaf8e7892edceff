using Sallyport.Access.Enforcement;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Tests.Support;
using static Sallyport.Agent.Tests.Support.ReconcilerUnderTest;

namespace Sallyport.Agent.Tests.Reconciling;

public sealed class ReconcilerTests : IAsyncLifetime
{
    private readonly FakeRbacServer _cluster = new();
    private readonly ManualTime _time = new();
    private RecordingApiServer _server = null!;
    private ReconcilerUnderTest _reconciler = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RecordingApiServer.StartAsync(_cluster.AnswerAsync);
        _reconciler = new ReconcilerUnderTest(KubernetesEndpoint.WithToken(_server.Address, "reconciler"), _time);
    }

    public async ValueTask DisposeAsync()
    {
        _reconciler.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task WantedGroup_New_IsBoundAndAcknowledged()
    {
        var ack = await _reconciler.TakeAsync(Wanted(1, Group("shop")));

        ack.Should().BeEquivalentTo(new { Epoch = "epoch", Generation = 1 });
        ack.Problems.Should().BeEmpty();
        _reconciler.Applied.Contains(Group("shop").Name).Should().BeTrue();
        var name = _reconciler.Names.For(Group("shop"));
        var binding = _cluster.Objects[$"/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings/{name}"];
        binding["subjects"]![0]!["name"]!.GetValue<string>().Should().Be(Group("shop").Name);
        binding["roleRef"]!["name"]!.GetValue<string>().Should().Be(name);
        var role = _cluster.Objects[$"/apis/rbac.authorization.k8s.io/v1/clusterroles/{name}"].ToJsonString();
        role.Should().Contain("\"pods\"").And.NotContain("secrets").And.NotContain("exec").And.NotContain("\"*\"");
    }

    [Fact]
    public async Task WantedGroup_ClusterWide_IsBoundByAClusterRoleBinding()
    {
        await _reconciler.TakeAsync(Wanted(1, Group("")));

        _cluster.Objects.Keys.Should().Contain(
            $"/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/{_reconciler.Names.For(Group(""))}");
    }

    [Fact]
    public async Task WantedSet_UnchangedAgain_WritesNothing()
    {
        await _reconciler.TakeAsync(Wanted(1, Group("shop"), Group("bank"), Group("shop", GroupVariant.Secrets)));
        var before = _cluster.Writes.Count;

        var ack = await _reconciler.TakeAsync(Wanted(2, Group("shop"), Group("bank"), Group("shop", GroupVariant.Secrets)));

        ack.Generation.Should().Be(2);
        _cluster.Writes.Should().HaveCount(before);
    }

    [Fact]
    public async Task WantedSet_OlderThanTheOneInForce_IsIgnored()
    {
        await _reconciler.TakeAsync(Wanted(5, Group("shop")));

        var ack = await _reconciler.TakeAsync(Wanted(4, Group("bank")));

        ack.Generation.Should().Be(5);
        _reconciler.Applied.Contains(Group("bank").Name).Should().BeFalse();
    }

    [Fact]
    public async Task WantedSet_OfANewEpoch_IsTakenWhateverItsNumber()
    {
        await _reconciler.TakeAsync(Wanted(5, Group("shop")));

        var ack = await _reconciler.TakeAsync(Wanted(1, Group("bank")) with { Epoch = "restored" });

        ack.Should().BeEquivalentTo(new { Epoch = "restored", Generation = 1 });
        _reconciler.Applied.Contains(Group("bank").Name).Should().BeTrue();
    }

    [Fact]
    public async Task WantedGroup_NoLongerThere_LastsAMinuteAndIsDeleted()
    {
        await _reconciler.TakeAsync(Wanted(1, Group("shop"), Group("bank")));
        await _reconciler.TakeAsync(Wanted(2, Group("shop")));
        _reconciler.Applied.Contains(Group("bank").Name).Should().BeTrue("a replica of the hub may still name it");

        _time.Advance(TimeSpan.FromSeconds(61));
        await _reconciler.TakeAsync(Wanted(3, Group("shop")));

        _reconciler.Applied.Contains(Group("bank").Name).Should().BeFalse();
        _cluster.Objects.Keys.Should().NotContain(k => k.Contains("/namespaces/bank/"));
        _cluster.Objects.Keys.Should().Contain(k => k.Contains("/namespaces/shop/"));
    }

    [Fact]
    public async Task Binding_ChangedByAnother_IsPutBack()
    {
        await _reconciler.TakeAsync(Wanted(1, Group("shop")));
        var key = _cluster.Objects.Keys.Single(k => k.Contains("/rolebindings/"));
        _cluster.Objects[key]["subjects"]![0]!["name"] = "system:authenticated";

        await _reconciler.TakeAsync(Wanted(2, Group("shop")));

        _cluster.Objects[key]["subjects"]![0]!["name"]!.GetValue<string>().Should().Be(Group("shop").Name);
    }

    [Fact]
    public async Task Binding_OfAnotherRole_IsMadeAnew()
    {
        await _reconciler.TakeAsync(Wanted(1, Group("shop")));
        var key = _cluster.Objects.Keys.Single(k => k.Contains("/rolebindings/"));
        _cluster.Objects[key]["roleRef"]!["name"] = "cluster-admin";

        await _reconciler.TakeAsync(Wanted(2, Group("shop")));

        _cluster.Writes.Should().ContainInOrder($"DELETE {key}", $"PATCH {key}");
    }

    [Fact]
    public async Task Acknowledgement_WaitsUntilTheClusterAnswersAsWanted()
    {
        _cluster.ReviewLag = 5;

        var ack = await _reconciler.TakeAsync(Wanted(1, Group("shop")));

        ack.Problems.Should().BeEmpty();
        _cluster.ReviewLag.Should().Be(0);
    }

    [Fact]
    public async Task Role_WithAKindTheAccountMayNotGrant_WorksWithoutItAndSaysSo()
    {
        _cluster.NotHeld.Add("deployments");

        var ack = await _reconciler.TakeAsync(Wanted(1, Group("shop")));

        ack.Problems.Should().ContainSingle(p => p.Group == Group("shop").Name).Which.Problem.Should().Contain("deployments.apps");
        _reconciler.Applied.Contains(Group("shop").Name).Should().BeTrue();
    }

    [Fact]
    public async Task WantedGroup_InANamespaceThatIsGone_IsAProblemOfItsOwn()
    {
        _cluster.MissingNamespaces.Add("gone");

        var ack = await _reconciler.TakeAsync(Wanted(1, Group("shop"), Group("gone")));

        ack.Problems.Should().ContainSingle().Which.Group.Should().Be(Group("gone").Name);
        _reconciler.Applied.Contains(Group("shop").Name).Should().BeTrue();
        _reconciler.Applied.Contains(Group("gone").Name).Should().BeFalse();
    }

    [Fact]
    public async Task WantedGroup_AboveTheCeiling_IsAProblemThatNamesIt()
    {
        using var low = new ReconcilerUnderTest(
            KubernetesEndpoint.WithToken(_server.Address, "reconciler"), _time, ceiling: Ceiling.Parse("read-only"));

        var ack = await low.TakeAsync(Wanted(1, Group("shop", GroupVariant.Secrets)));

        ack.Problems.Should().ContainSingle().Which.Problem.Should().Contain("read-only");
        low.Applied.Contains(Group("shop", GroupVariant.Secrets).Name).Should().BeFalse();
    }

    [Fact]
    public async Task WantedGroups_InSeveralHundredNamespaces_AreAllBound()
    {
        var groups = Enumerable.Range(0, 400).Select(i => Group($"team-{i}")).ToArray();

        var ack = await _reconciler.TakeAsync(Wanted(1, groups));

        ack.Problems.Should().BeEmpty();
        groups.Should().OnlyContain(g => _reconciler.Applied.Contains(g.Name));
    }
}
