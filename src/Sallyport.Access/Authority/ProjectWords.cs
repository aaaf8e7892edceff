namespace Sallyport.Access.Authority;

/// <summary>The projects that are somebody's, in words.</summary>
internal static class ProjectWords
{
    public static string Of(Stewardship stewardship)
    {
        var names = stewardship.Projects.Select(project => project.Scope.Project).Distinct().ToList();
        return names.Count == 1 ? $"project {names[0]}, which is yours" : $"one of your projects {Decisions.ScopeWords.List(names)}";
    }
}
