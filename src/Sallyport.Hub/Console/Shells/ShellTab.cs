using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Objects;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Shells;

/// <summary>A pod's tab with a shell in it.</summary>
internal sealed class ShellTab : IDetailTab
{
    public string Key => "shell";

    public string Name => Phrase("Shell");

    public char? Letter => 's';

    public int Order => 30;

    public Type Component => typeof(ShellTabView);

    public bool IsFor(ResourceType type) => type is { Group: "", Resource: "pods" };

    public ValueTask<bool> IsLockedAsync(IServiceProvider page, ObjectPlace place) => new(
        page.GetRequiredService<ShellRights>().Of(page.GetRequiredService<ConsolePerson>().Session, new ShellPlace(place.Cluster, place.Namespace ?? "", place.Name, "")).Reason is not null);
}
