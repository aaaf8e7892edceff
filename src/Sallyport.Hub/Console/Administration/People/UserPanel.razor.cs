using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Administration.Forms;
using Sallyport.Hub.Console.Administration.Frame;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Console.Administration.People;

/// <summary>One user. What cannot be undone is asked about first, with what it ends.</summary>
public sealed partial class UserPanel
{
    private UserModel? _user;
    private string? _tag;
    private IReadOnlyList<AssignmentModel> _assignments = [];
    private IReadOnlyList<CredentialLine> _tokens = [];
    private Asked? _asked;
    private string _groups = "";
    private string _validFor = "";
    private string _longestToken = "";
    private string _problem = "";
    private string _shown = "";
    private string _shownHint = "";

    /// <summary>Who.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Where closing leads.</summary>
    [Parameter, EditorRequired]
    public string CloseHref { get; set; } = "";

    /// <summary>Whether the visitor may change users.</summary>
    [Parameter]
    public bool MayChange { get; set; }

    /// <summary>Told what was changed, in words.</summary>
    [Parameter]
    public EventCallback<string> Changed { get; set; }

    [Inject] private ConsoleApi Api { get; set; } = null!;

    private bool IsMachine => _user?.Kind == UserKind.Machine;

    private string Path => $"/api/v1/users/{Uri.EscapeDataString(Name)}";

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(LoadAsync);

    private async Task LoadAsync()
    {
        (_user, _tag) = await Api.GetTaggedAsync<UserModel>(Path);
        _groups = string.Join(", ", _user.GivenGroups);
        _tokens = await Api.ListAsync<CredentialLine>(Path + "/tokens");
        _longestToken = _user.LongestToken ?? "";
        var assignments = new List<AssignmentModel>(await AssignmentsAsync("user", Name));
        foreach (var group in _user.Groups)
        {
            assignments.AddRange(await AssignmentsAsync("group", group));
        }

        _assignments = assignments;
    }

    private Task<IReadOnlyList<AssignmentModel>> AssignmentsAsync(string key, string name) =>
        Api.ListAsync<AssignmentModel>(PageAddress.Write("/api/v1/assignments", [(key, name), ("limit", "1000")]));

    private async Task TryAsync(Func<Task> act)
    {
        _problem = "";
        try
        {
            await act();
        }
        catch (ApiRefusedException refused)
        {
            _problem = refused.Message;
        }
    }

    private Task SaveGroupsAsync() => TryAsync(async () =>
    {
        await Api.SendAsync<UserModel>(HttpMethod.Patch, Path, new { groups = ScopeDraft.Names(_groups).ToArray() }, _tag);
        await Changed.InvokeAsync(T["The groups of {0} were changed.", Name]);
    });

    private Task SaveLongestTokenAsync() => TryAsync(async () =>
    {
        var longest = _longestToken.Trim() is { Length: > 0 } typed ? typed : "none";
        await Api.SendAsync<UserModel>(HttpMethod.Patch, Path, new { longestToken = longest }, _tag);
        await Changed.InvokeAsync(T["How long tokens of {0} may live was changed; those that live longer are shortened.", Name]);
    });

    private Task InviteAsync() => TryAsync(async () =>
    {
        _shown = (await Api.SendAsync<InvitationModel>(HttpMethod.Post, Path + "/invitation", body: null))!.Link;
        _shownHint = T["Give this link to {0}: it lets them choose a password, once, within three days.", Name];
        await LoadAsync();
    });

    private Task MakeTokenAsync() => TryAsync(async () =>
    {
        _shown = (await Api.SendAsync<IssuedToken>(HttpMethod.Post, Path + "/tokens", new { validFor = _validFor.Length == 0 ? null : _validFor, description = T["made in the console"].Value }))!.Token;
        _shownHint = T["The token of {0}. Keep it where no one else reads it.", Name];
        await LoadAsync();
    });

    private void AskToEnd(CredentialLine token) => _asked = new Asked(
        T["End this credential? Every token made from it ends too, and the streams, shells and port-forwards that run on it are cut."],
        T["End it"],
        () => Api.SendAsync<JsonObject>(HttpMethod.Delete, $"/api/v1/tokens/{token.Id}", body: null));

    private void AskToEndAll() => _asked = new Asked(
        T["End every session, token and invitation of {0}? All that runs on them is cut at once. They may sign in again.", Name],
        T["End all"],
        () => Api.SendAsync<JsonObject>(HttpMethod.Post, Path + "/revoke", body: null));

    private void AskToResetFactor() => _asked = new Asked(
        T["Reset the second factor of {0}? The password is enough until they set it up anew: be sure that it is they who ask.", Name],
        T["Reset it"],
        () => Api.SendAsync<JsonObject>(HttpMethod.Delete, Path + "/second-factor", body: null));

    private void AskToDisable()
    {
        var disabled = !_user!.Disabled;
        _asked = new Asked(
            disabled ? T["Disable {0}? Nothing of theirs works from then on, and what runs is cut at once. Their roles stay, for when they are enabled again.", Name] : T["Enable {0}? Their roles hold again at once.", Name],
            disabled ? T["Disable"] : T["Enable"],
            () => Api.SendAsync<UserModel>(HttpMethod.Patch, Path, new { disabled }, _tag));
    }

    private void AskToRemove() => _asked = new Asked(
        T["Remove {0}, with every token, role and delegation of theirs? What they did stays in the audit.", Name],
        T["Remove {0}", Name],
        async () =>
        {
            await Api.SendAsync<JsonObject>(HttpMethod.Delete, Path, body: null, _tag);
            await Changed.InvokeAsync(T["{0} was removed.", Name]);
        },
        Gone: true);

    private Task DoAsync() => TryAsync(async () =>
    {
        var asked = _asked!;
        _asked = null;
        await asked.Act();
        if (!asked.Gone)
        {
            await LoadAsync();
        }
    });

    private sealed record Asked(string Question, string Button, Func<Task> Act, bool Gone = false);
}
