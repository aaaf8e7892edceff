using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Objects;
using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Related;

/// <summary>The tab of what an object has to do with.</summary>
internal sealed class RelatedTab : IDetailTab
{
    public string Key => "related";

    public string Name => Phrase("Related");

    public char? Letter => 'r';

    public int Order => 50;

    public Type Component => typeof(RelatedView);

    public bool IsFor(ResourceType type) => type.Resource != "events";
}
