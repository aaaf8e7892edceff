using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Objects.Children;
using Sallyport.Hub.Console.Objects.Facts;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Objects;

/// <summary>The tabs that every object has.</summary>
internal static class BuiltInTabs
{
    public static IServiceCollection AddObjectPages(this IServiceCollection services) =>
        services
            .AddSingleton<IDetailTab>(new Tab("overview", Phrase("Overview"), 'o', 0, typeof(OverviewTab)))
            .AddSingleton<IDetailTab>(new Tab("events", Phrase("Events"), 'e', 10, typeof(EventsTab)))
            .AddSingleton<IDetailTab>(new Tab("yaml", Phrase("YAML"), 'y', 40, typeof(YamlTab)))
            .AddSingleton<IOverview>(new Overview(type => type is { Group: "", Resource: "pods" }, typeof(PodOverview)))
            .AddSingleton<IOverview>(new Overview(type => type is { Group: "", Resource: "secrets" }, typeof(SecretOverview)))
            .AddSingleton<IOverview>(new Overview(type => type is { Group: "", Resource: "configmaps" }, typeof(ConfigMapOverview)))
            .AddSingleton<IOverview>(new Overview(KindFacts.Has, typeof(KindOverview)))
            .AddSingleton<IOverview>(new Overview(PodChildren.Has, typeof(PodChildrenOverview)))
            .AddSingleton<IOverview>(new Overview(type => type.FullName == "cronjobs.batch", typeof(JobChildrenOverview)));

    private sealed record Tab(string Key, string Name, char? Letter, int Order, Type Component) : IDetailTab
    {
        public bool IsFor(ResourceType type) => true;
    }

    private sealed record Overview(Predicate<ResourceType> Fits, Type Component) : IOverview
    {
        public bool IsFor(ResourceType type) => Fits(type);
    }
}
