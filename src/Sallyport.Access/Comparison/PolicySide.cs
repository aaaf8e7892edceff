using System.Globalization;
using System.Text;
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
    private readonly string[] _content;

    public PolicySide(AccessSnapshot snapshot, DateTimeOffset now)
    {
        (Policy, Document, _now) = (snapshot.Policy, snapshot.Document, now);
        _profiles = new SubjectProfiles(Policy);
        _exceptedGroups = [.. Policy.Guardrails.SelectMany(guardrail => guardrail.ExceptGroups)];
        _exceptedUsers = [.. Policy.Guardrails.SelectMany(guardrail => guardrail.ExceptUsers)];
        var words = new ContentWords(Document.Projects);
        _content = [.. Policy.Assignments.Select(words.Of)];
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
    public string AccessKey(string user, bool[] reaching)
    {
        if (Find(user) is not { } known)
        {
            return "";
        }

        var said = known.Assignments.Where(assignment => reaching[assignment.Order]).Select(assignment => _content[assignment.Order]).Distinct(StringComparer.Ordinal).ToArray();
        if (said.Length == 0)
        {
            return "";
        }

        Array.Sort(said, StringComparer.Ordinal);
        return new StringBuilder(Profile(known)).Append(':').AppendJoin(';', said).ToString();
    }

    private string Profile(CompiledUser user) => string.Join(
        ' ',
        user.User.Groups.Where(_exceptedGroups.Contains).Order(StringComparer.Ordinal).Select(group => "-" + group)
            .Prepend(_profiles.Of(user)).Append(_exceptedUsers.Contains(user.User.Name) ? "-@" + user.User.Name : ""));
}
