namespace Sallyport.Console.Tests.Stories.Steps;

/// <summary>Where a story plays: a Secret with a key, and a pod with a shell, that a read-only developer has before them.</summary>
internal sealed record StoryPlace(string Cluster, string Namespace, string Secret, string Key, string Pod);
