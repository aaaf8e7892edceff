namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>Tests of one hub run one after the other: settings are the organization's.</summary>
[CollectionDefinition(Name)]
public sealed class SharedHubCollection : ICollectionFixture<SharedHub>
{
    public const string Name = "a hub with both clusters";
}
