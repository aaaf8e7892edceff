using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api;

/// <summary>A project as the API shows it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">The name shown to people; null when it has none.</param>
/// <param name="Scopes">What it holds: clusters, or namespaces in clusters.</param>
/// <param name="Owner">Whose policy files keep it; null when it is changed by hand.</param>
internal sealed record ProjectModel(string Name, string? Title, ImmutableArray<Scope> Scopes, string? Owner)
{
    /// <summary>How much speaks of it; left out of what a change answers.</summary>
    public ProjectUses? Uses { get; init; }

    public static ProjectModel From(Project project) =>
        new(project.Name, SettingModel.Text(project.Title), project.Scopes, SettingModel.Text(project.Owner));
}

/// <summary>What a project is to hold.</summary>
/// <param name="Scopes">Clusters, or namespaces in clusters.</param>
/// <param name="Title">The name shown to people.</param>
internal sealed record ProjectChange(ImmutableArray<Scope> Scopes, string? Title = null)
{
    public NewProject Of(string name) => new(name, Scopes, Title);
}
