using System.Net;
using System.Net.Sockets;
using Sallyport.Cli.SigningIn;

namespace Sallyport.Cli.Tests.SigningIn;

public sealed class CallbackListenerTests : IDisposable
{
    private const string State = "the-state-that-was-sent";
    private readonly CallbackListener _listener = new();
    private readonly HttpClient _browser = new(new SocketsHttpHandler { UseProxy = false });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_AnswerWithItsState_IsGivenAndThanked()
    {
        var waiting = _listener.WaitAsync(State, Cancellation);

        var page = await _browser.GetStringAsync($"{_listener.Address}?code=a%2Fb&state={State}", Cancellation);

        page.Should().Contain("You are signed in");
        (await waiting)["code"].Should().Be("a/b");
    }

    [Fact]
    public async Task Wait_Denied_SaysSoInTheBrowser()
    {
        var waiting = _listener.WaitAsync(State, Cancellation);

        (await _browser.GetStringAsync($"{_listener.Address}?error=access_denied&state={State}", Cancellation)).Should().Contain("You were not signed in");
        (await waiting)["error"].Should().Be("access_denied");
    }

    [Theory]
    [InlineData("/callback?code=stolen&state=another")]
    [InlineData("/callback?code=stolen")]
    [InlineData("/callback")]
    [InlineData("/favicon.ico")]
    [InlineData("/other?code=stolen&state=" + State)]
    public async Task Wait_WhateverElseComes_IsNotTheAnswer(string path)
    {
        var waiting = _listener.WaitAsync(State, Cancellation);

        using var refused = await _browser.GetAsync(new Uri(new Uri(_listener.Address), path), Cancellation);
        refused.StatusCode.Should().Be(HttpStatusCode.NotFound);
        waiting.IsCompleted.Should().BeFalse();
        await _browser.GetStringAsync($"{_listener.Address}?code=ours&state={State}", Cancellation);

        (await waiting)["code"].Should().Be("ours");
    }

    [Fact]
    public async Task Wait_ConnectionThatSaysNothing_HoldsNobodyUp()
    {
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, new Uri(_listener.Address).Port, Cancellation);
        var waiting = _listener.WaitAsync(State, Cancellation);

        await _browser.GetStringAsync($"{_listener.Address}?code=ours&state={State}", Cancellation);

        (await waiting)["code"].Should().Be("ours");
    }

    [Fact]
    public async Task Wait_Cancelled_Ends()
    {
        using var cancelled = new CancellationTokenSource();
        var waiting = _listener.WaitAsync(State, cancelled.Token);

        await cancelled.CancelAsync();

        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
    }

    public void Dispose()
    {
        _browser.Dispose();
        _listener.Dispose();
    }
}
