using System.Globalization;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Comparison;

/// <summary>One of two policies that are compared, with what it tells people apart by.</summary>
internal sealed class PolicySide
{
    private readonly DateTimeOffset _now;
    private readonly SubjectProfiles _profiles;
    private readonly HashSet<string> _exceptedGroups;
    private readonly HashSet<string> _exceptedUsers;
    private readonly int[] _content;
    private readonly Dictionary<string, string> _profileOf = new(StringComparer.Ordinal);

    /// <param name="snapshot">The policy.</param>
    /// <param name="contents">A number for everything that either side says, so that the two can be compared by it.</param>
    /// <param name="now">When.</param>
    public PolicySide(AccessSnapshot snapshot, Dictionary<string, int> contents, DateTimeOffset now)
    {
        (Policy, Document, _now) = (snapshot.Policy, snapshot.Document, now);
        _profiles = new SubjectProfiles(Policy);
        _exceptedGroups = [.. Policy.Guardrails.SelectMany(guardrail => guardrail.ExceptGroups)];
        _exceptedUsers = [.. Policy.Guardrails.SelectMany(guardrail => guardrail.ExceptUsers)];
        var words = new ContentWords(Document.Projects);
        _content = [.. Policy.Assignments.Select(words.Of).Select(content => contents.TryGetValue(content, out var number) ? number : contents[content] = contents.Count)];
        Rules = [.. Policy.LiveSettings(now).Select(setting => (words.Of(setting), setting.Scope)), .. Policy.Guardrails.Select(guardrail => (words.Of(guardrail), guardrail.Scope))];
    }

    public CompiledPolicy Policy { get; }

    public PolicyDocument Document { get; }

    public DateTimeOffset Now => _now;

    /// <summary>The settings and guardrails: what each says, and where it holds.</summary>
    public IReadOnlyList<(string Content, CompiledScope Scope)> Rules { get; }

    public CompiledUser? Find(string user) => Policy.Users.TryGetValue(user, out var known) && !known.User.Disabled ? known : null;

    /// <summary>The same for people whom this policy treats alike everywhere.</summary>
    public string Likeness(string user) => Find(user) is { } known
        ? $"{Profile(known)}:{string.Join(',', known.Assignments.Select(assignment => assignment.Order.ToString(CultureInfo.InvariantCulture)))}"
        : "";

    /// <summary>Which assignments count in a cluster, by their order.</summary>
    public bool[] Reaching(ClusterView cluster) => [.. Policy.Assignments.Select(assignment => assignment.IsLive(_now) && assignment.Scope.Reaches(cluster))];

    /// <summary>The same for people whom this policy, or one that says the same, treats alike in a cluster; empty for who has nothing there.</summary>
    /// <param name="user">Who.</param>
    /// <param name="reaching">Which assignments count; all of them when left out.</param>
    public string AccessKey(string user, bool[]? reaching = null)
    {
        if (Find(user) is not { } known)
        {
            return "";
        }

        var said = new HashSet<int>();
        foreach (var assignment in known.Assignments)
        {
            if (reaching is null ? assignment.IsLive(_now) : reaching[assignment.Order])
            {
                said.Add(_content[assignment.Order]);
            }
        }

        return said.Count == 0 ? "" : $"{Profile(known)}:{string.Join(';', said.Order())}";
    }

    /// <summary>What counts for somebody in a cluster.</summary>
    public IReadOnlyList<CompiledAssignment> Reaching(string user, bool[] reaching) => [.. (Find(user)?.Assignments ?? []).Where(assignment => reaching[assignment.Order])];

    /// <summary>A number for what an assignment says: the same for all that say the same, in either policy.</summary>
    public int ContentOf(CompiledAssignment assignment) => _content[assignment.Order];

    /// <summary>What settings and guardrails tell somebody apart by.</summary>
    public string ProfileOf(string user) => Find(user) is { } known ? Profile(known) : "";

    private string Profile(CompiledUser user) => _profileOf.TryGetValue(user.User.Name, out var profile) ? profile : _profileOf[user.User.Name] = ReadProfile(user);

    private string ReadProfile(CompiledUser user) => string.Join(
        ' ',
        user.User.Groups.Where(_exceptedGroups.Contains).Order(StringComparer.Ordinal).Select(group => "-" + group)
            .Prepend(_profiles.Of(user)).Append(_exceptedUsers.Contains(user.User.Name) ? "-@" + user.User.Name : ""));
}
