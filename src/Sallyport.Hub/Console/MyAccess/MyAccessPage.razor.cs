using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Administration.Settings;
using Sallyport.Hub.Console.Entrance;

namespace Sallyport.Hub.Console.MyAccess;

/// <summary>What the visitor can do where, and why. The question stands in the address, so that a link asks it again.</summary>
public sealed partial class MyAccessPage
{
    private static readonly string[] Verbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

    private IReadOnlyList<SettingSwitch> _switches = [];
    private IReadOnlyList<ClusterModel> _clusters = [];
    private CanIAnswer? _answer;
    private string _refused = "";
    private string _verb = "get";
    private string _resource = "";
    private string _cluster = "";
    private string _namespace = "";
    private string _user = "";
    private bool _reads;

    /// <inheritdoc/>
    protected override string Question => string.Join('\n', Address["verb"], Address["resource"], Address["cluster"], Address["namespace"], Address["user"]);

    private string Ask { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var settings = await Api.GetAsync<SettingsModel>("/api/v1/settings", cancellationToken);
        _clusters = await Api.ListAsync<ClusterModel>("/api/v1/clusters", cancellationToken);
        _switches = [.. SettingChoices.All.Select(choice => SettingSwitch.Of(choice, settings, _clusters))];
        _reads = Rights.Has(Visitor!.User, ApiAccess.OrganizationReader);
        Ask = settings.AskText;
        _cluster = Address["cluster"].Length > 0 ? Address["cluster"] : _cluster.Length > 0 ? _cluster : _clusters.Count > 0 ? _clusters[0].Name : "";
        if (Address["resource"].Length > 0)
        {
            (_verb, _resource, _namespace, _user) = (Address["verb"], Address["resource"], Address["namespace"], Address["user"]);
            await AnswerAsync(cancellationToken);
        }
    }

    private async Task AskAsync()
    {
        if (_resource.Trim().Length == 0)
        {
            (_answer, _refused) = (null, T["Name a resource, such as pods, secrets or deployments.apps."]);
            return;
        }

        var before = Question;
        Address.Go(Address.With(("verb", _verb), ("resource", _resource.Trim()), ("cluster", _cluster), ("namespace", _namespace.Trim()), ("user", _user.Trim())));
        if (before == Question)
        {
            await AnswerAsync(Gone);
        }
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        // As kubectl writes it: RESOURCE.GROUP/SUBRESOURCE.
        var (whole, sub) = _resource.Split('/', 2) is [var first, var second] ? (first, second) : (_resource, null);
        var (resource, group) = whole.Split('.', 2) is [var name, var its] ? (name, its) : (whole, null);
        try
        {
            (_answer, _refused) = (await Api.SendAsync<CanIAnswer>(
                HttpMethod.Post,
                "/api/v1/can-i",
                new
                {
                    cluster = _cluster,
                    verb = _verb,
                    resource,
                    group,
                    subresource = sub,
                    @namespace = _namespace.Length == 0 ? null : _namespace,
                    user = _user.Length == 0 ? null : _user,
                },
                cancellationToken: cancellationToken), "");
        }
        catch (ApiRefusedException refused)
        {
            (_answer, _refused) = (null, refused.Message);
        }
    }
}
