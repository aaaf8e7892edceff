namespace Sallyport.Hub.Console.Resources;

/// <summary>Kinds that people look at together.</summary>
/// <param name="Page">The group's page.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Kinds">Its kinds, the first of them shown first.</param>
public sealed record KindGroup(string Page, string Title, string Icon, IReadOnlyList<KindName> Kinds);

/// <summary>A kind as the console's addresses name it.</summary>
/// <param name="Key">Resource and group as kubectl writes them, such as <c>deployments.apps</c>.</param>
/// <param name="Title">What several of it are called.</param>
public sealed record KindName(string Key, string Title);
