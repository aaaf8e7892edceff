using System.Text.Json;
using Sallyport.Hub.Console.Shells;

namespace Sallyport.Console.Tests.Components;

/// <summary>How a debug container stands, from when it was asked for until it has ended.</summary>
public sealed class AddedContainerTests
{
    [Theory]
    [InlineData("""{"running":{}}""", AddedState.Ready, "")]
    [InlineData("""{}""", AddedState.Starting, "")]
    [InlineData("""{"waiting":{"reason":"ContainerCreating"}}""", AddedState.Starting, "ContainerCreating")]
    [InlineData("""{"waiting":{"reason":"ErrImagePull","message":"no such image"}}""", AddedState.Stuck, "ErrImagePull: no such image")]
    [InlineData("""{"terminated":{"reason":"Completed","exitCode":0}}""", AddedState.Ended, "Completed, exit 0")]
    public void Container_IsAsItsStatusSays(string state, object expected, string words) =>
        AddedContainer.Of(Pod(state), "debug").Should().Be(new AddedContainer((AddedState)expected, words));

    [Fact]
    public void Container_ThatTheStatusDoesNotKnowYet_IsStarting() =>
        AddedContainer.Of(Pod("{}"), "another").State.Should().Be(AddedState.Starting);

    [Fact]
    public void Container_OfThePodItself_IsLeftToTheShell() =>
        AddedContainer.Of(Pod("{}"), "app").State.Should().Be(AddedState.Ready);

    private static JsonElement Pod(string state) => JsonDocument.Parse(
        $$$"""{"spec":{"containers":[{"name":"app"}]},"status":{"ephemeralContainerStatuses":[{"name":"debug","state":{{{state}}}}]}}""").RootElement;
}
