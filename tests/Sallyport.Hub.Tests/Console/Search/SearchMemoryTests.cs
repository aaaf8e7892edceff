using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Search.Finding;

namespace Sallyport.Hub.Tests.Console.Search;

/// <summary>What a page remembers of its searches has an end, however long and wherever somebody looks.</summary>
public sealed class SearchMemoryTests
{
    private static readonly SearchWords Words = SearchWords.Read("web");

    [Fact]
    public void WhatWasFound_IsRemembered()
    {
        var memory = new SearchMemory(TimeProvider.System);

        memory.Keep("a", ResourceType.Pods, "shop", new SearchListing(Words, []));

        memory.Find("a", ResourceType.Pods, "shop", Words).Should().NotBeNull();
        memory.Find("a", ResourceType.Pods, "pay", Words).Should().BeNull();
    }

    [Fact]
    public void NewPlacesWithoutEnd_DriveOutTheOld()
    {
        var memory = new SearchMemory(TimeProvider.System);
        for (var i = 0; i <= SearchMemory.Most; i++)
        {
            memory.Keep("a", ResourceType.Pods, $"ns-{i}", new SearchListing(Words, []));
        }

        memory.Find("a", ResourceType.Pods, "ns-0", Words).Should().BeNull();
        memory.Find("a", ResourceType.Pods, $"ns-{SearchMemory.Most}", Words).Should().NotBeNull();
    }
}
