using Sallyport.Cli.Sessions;
using Sallyport.Cli.Tests.Commands;

namespace Sallyport.Cli.Tests.Sessions;

[Collection(ConfigHomeCollection.Name)]
public sealed class ProfileTests(ConfigHome home)
{
    private readonly Session _session = new(new Uri("https://127.0.0.1:8443"), "ada", "spt_example", null);
    private readonly Profile _profile = Profiles.Get("p" + Guid.NewGuid().ToString("N"));

    [Fact]
    public void Save_ThenLoad_IsTheSameSession()
    {
        _profile.Save(_session);

        _profile.Load().Should().Be(_session);
        Profiles.SignedIn().Select(profile => profile.Name).Should().Contain(_profile.Name);
    }

    [Fact]
    public void Save_OnUnix_IsReadableByItsOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

        _profile.Save(_session);

        var folder = Path.Combine(home.Folder, "profiles", _profile.Name);
        var file = Directory.EnumerateFiles(folder).Should().ContainSingle("a draft left behind would hold the token too").Which;
        File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Load_NobodySignedIn_SaysHowToSignIn() =>
        FluentActions.Invoking(_profile.Load).Should().Throw<CommandException>().WithMessage("*sallyport login*")
            .Which.ExitCode.Should().Be(ExitCodes.SignInNeeded);

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"server":"https://127.0.0.1:8443"}""")]
    public void Load_BrokenFile_SaysHowToSignInAgain(string content)
    {
        _profile.Save(_session);
        File.WriteAllText(Path.Combine(home.Folder, "profiles", _profile.Name, "session.json"), content);

        FluentActions.Invoking(_profile.Load).Should().Throw<CommandException>().WithMessage("*Sign in again*");
    }

    [Fact]
    public void Delete_TakesTheCredentialToo()
    {
        _profile.Save(_session);
        File.WriteAllText(_profile.CredentialPath, "{}");

        _profile.Delete().Should().BeTrue();

        File.Exists(_profile.CredentialPath).Should().BeFalse();
        _profile.Delete().Should().BeFalse("there is none any more");
    }

    [Theory]
    [InlineData("https://hub.example.com", "hub.example.com")]
    [InlineData("https://hub.example.com:8443", "hub.example.com-8443")]
    [InlineData("https://[::1]:8443", "__1-8443")]
    public void NameOf_Hub_IsAFolderName(string hub, string name)
    {
        Profile.NameOf(new Uri(hub)).Should().Be(name);
        FluentActions.Invoking(() => Profiles.Get(name)).Should().NotThrow();
    }

    [Theory]
    [InlineData("../other")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("-x")]
    public void Get_NameThatLeavesTheFolder_IsRefused(string name) =>
        FluentActions.Invoking(() => Profiles.Get(name)).Should().Throw<CommandException>().Which.ExitCode.Should().Be(ExitCodes.Misuse);
}
