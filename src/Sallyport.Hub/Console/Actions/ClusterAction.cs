using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Actions;

/// <summary>Something that can be done with an object.</summary>
/// <param name="Key">What tells it from the others.</param>
/// <param name="Name">What its button says.</param>
/// <param name="Done">What is said when it was done, before the object's name.</param>
/// <param name="Verb">The verb that it needs.</param>
/// <param name="Fits">The kinds that have it.</param>
internal sealed record ClusterAction(string Key, string Name, string Done, string Verb, Func<ResourceType, bool> Fits)
{
    /// <summary>The sub-resource that it changes; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>What it asks before it is done.</summary>
    public ActionQuestion Question { get; init; }

    /// <summary>Whether an object in its state has it: what is paused can be resumed.</summary>
    public Func<JsonElement, bool> Applies { get; init; } = static _ => true;

    /// <summary>What follows from it, for who is asked whether they mean it.</summary>
    public string Means { get; init; } = "";

    /// <summary>What is said where a cluster does not offer the sub-resource that it changes; empty for an action that such kinds do not have.</summary>
    public string Lacking { get; init; } = "";

    /// <summary>What is sent to do it.</summary>
    public required Func<ActionCall, ClusterWrite> Write { get; init; }

    /// <summary>Whether it can be done with several at once.</summary>
    public bool InBulk => Question is not (ActionQuestion.Revision or ActionQuestion.Debug);
}

/// <summary>What an action asks before it is done.</summary>
internal enum ActionQuestion
{
    /// <summary>Only whether it is meant.</summary>
    Sure,

    /// <summary>How many replicas.</summary>
    Replicas,

    /// <summary>Which revision.</summary>
    Revision,

    /// <summary>Which image is to run beside which container, and what in it.</summary>
    Debug,
}

/// <summary>An action on one object.</summary>
/// <param name="Place">The object.</param>
/// <param name="Now">When it is done.</param>
internal sealed record ActionCall(ObjectPlace Place, DateTimeOffset Now)
{
    /// <summary>The number of replicas asked for.</summary>
    public int Replicas { get; init; }

    /// <summary>The pod template of the revision asked for.</summary>
    public JsonElement Template { get; init; }

    /// <summary>The debug container asked for.</summary>
    public DebugContainer? Debug { get; init; }

    /// <summary>The uid of the very object that is meant; empty for whichever has the name.</summary>
    public string Uid { get; init; } = "";
}
