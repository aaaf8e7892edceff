namespace Sallyport.EndToEnd.Tests.Browsing;

/// <summary>Tests of one hub and one browser, one after the other: settings are the organization's.</summary>
[CollectionDefinition(Name)]
public sealed class RealConsoleCollection : ICollectionFixture<RealConsole>
{
    public const string Name = "a browser at the real cluster";
}
