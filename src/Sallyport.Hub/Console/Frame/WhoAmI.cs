using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Entrance;

namespace Sallyport.Hub.Console.Frame;

/// <summary>Who the visitor is here, as <c>/api/v1/me</c> says; read anew when the policy changes.</summary>
internal sealed class WhoAmI : IDisposable
{
    private readonly ConsoleApi _api;
    private readonly ConsoleNews _news;
    private Task<MeModel>? _me;

    public WhoAmI(ConsoleApi api, ConsoleNews news)
    {
        (_api, _news) = (api, news);
        _news.PolicyChanged += Forget;
    }

    public Task<MeModel> ReadAsync() => _me is { IsFaulted: false } known ? known : _me = _api.GetAsync<MeModel>("/api/v1/me");

    public void Dispose() => _news.PolicyChanged -= Forget;

    private void Forget() => _me = null;
}
