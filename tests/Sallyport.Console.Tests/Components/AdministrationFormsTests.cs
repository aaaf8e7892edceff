using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Console.Administration.Clusters;
using Sallyport.Hub.Console.Administration.Forms;
using Sallyport.Hub.Console.Administration.Settings;

namespace Sallyport.Console.Tests.Components;

/// <summary>What is typed into the forms of administration, and what becomes of it.</summary>
public sealed class AdministrationFormsTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 0, 0, TimeSpan.Zero);

    public AdministrationFormsTests() => Services.AddLogging().AddLocalization();

    [Fact]
    public void Scope_HasOnlyWhatItsKindHas()
    {
        var draft = new ScopeDraft { Kind = ScopeKind.Namespace, Project = "shop", Clusters = "north, dev-*", Namespaces = "shop pay-*", NamespaceSelector = " team=shop " };

        var scope = draft.ToScope();

        scope.Project.Should().BeEmpty();
        scope.Clusters.Should().Equal("north", "dev-*");
        scope.Namespaces.Should().Equal("shop", "pay-*");
        scope.NamespaceSelector.Should().Be("team=shop");
    }

    [Fact]
    public void ScopeForm_AsksForNamespaces_OnceTheyAreChosen()
    {
        var draft = new ScopeDraft();
        var told = 0;
        var form = Render<ScopeForm>(parameters => parameters.Add(f => f.Draft, draft).Add(f => f.Changed, () => told++));
        form.FindAll("input[type=text]").Should().BeEmpty();

        form.FindAll("input[type=radio]")[3].Change("on");
        form.FindAll("input[type=text]")[0].Input("shop");

        draft.ToScope().Namespaces.Should().Equal("shop");
        told.Should().Be(2);
    }

    [Theory]
    [InlineData("30m", 30)]
    [InlineData("2h", 120)]
    [InlineData("1d", 1440)]
    public void Until_ALength_CountsFromNow(string choice, int minutes) =>
        new UntilDraft { Choice = choice }.At(Now).Should().Be(Now.AddMinutes(minutes));

    [Fact]
    public void Until_AnOwnTime_IsInUtc() =>
        new UntilDraft { Choice = UntilDraft.Own, Time = new DateTime(2030, 5, 6, 7, 8, 0, DateTimeKind.Unspecified) }.At(Now)
            .Should().Be(new DateTimeOffset(2030, 5, 6, 7, 8, 0, TimeSpan.Zero));

    [Fact]
    public void Lock_IsSentForTheOrganizationsOwnSettingAlone()
    {
        var draft = new SettingDraft { Value = "hidden", Locked = true };
        draft.ToChange(Now).Locked.Should().BeTrue();

        draft.Until.Choice = "2h";

        draft.ToChange(Now).Locked.Should().BeNull();
    }

    [Fact]
    public void Labels_ThatWentAreSentAsNull()
    {
        var before = LabelText.Read("env=dev, region=north");

        LabelText.Change(before, LabelText.Read("env=prod team")).Should().BeEquivalentTo(
            new Dictionary<string, string?> { ["region"] = null, ["env"] = "prod", ["team"] = "" });
    }
}
