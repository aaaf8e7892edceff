using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api.Paging;

/// <summary>Which exceptions to the organization's settings a list shows, and in what order: setting by setting.</summary>
internal sealed class ExceptionFilter(ListQuery query)
{
    public static readonly string[] Keys = ["setting", "group", "role", "project", "cluster"];

    private readonly Capability? _setting = query.Choice("setting", [.. Settings().Select(capability => (SettingWords.Name(capability), capability))]);
    private readonly string? _group = query.Filter("group");
    private readonly string? _role = query.Filter("role");
    private readonly PlaceFilter _place = new(query);

    public static string Key(ListedException exception) => $"{exception.Setting} {exception.Id}";

    public IEnumerable<ListedException> Of(PolicyDocument policy) =>
        from capability in Settings()
        where _setting is null || _setting == capability
        from exception in SettingModel.Of(capability, policy).Exceptions
        where Lets(exception)
        select new ListedException(SettingWords.Name(capability), exception);

    private static Capability[] Settings() => [Capability.Secrets, Capability.Shell, Capability.PortForward];

    private bool Lets(SettingException exception) =>
        (_group is null || exception.Subject is { Kind: SubjectKind.Group } group && group.Name == _group)
        && (_role is null || exception.Subject is { Kind: SubjectKind.Role } role && role.Name == _role)
        && _place.Lets(exception.Place)
        && (query.Search.Length == 0 || query.Finds(exception.Value, exception.Subject.Name, exception.Reason, exception.SetBy, ScopeWords.Of(exception.Place)));
}

/// <summary>An exception, with the setting that it is one of.</summary>
internal sealed record ListedException : SettingException
{
    public ListedException(string setting, SettingException exception)
        : base(exception) => Setting = setting;

    public string Setting { get; }
}
