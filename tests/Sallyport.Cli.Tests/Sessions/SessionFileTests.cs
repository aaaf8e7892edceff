using Sallyport.Cli.Sessions;
using Sallyport.Cli.Tests.Commands;

namespace Sallyport.Cli.Tests.Sessions;

[Collection(ConfigHomeCollection.Name)]
public sealed class SessionFileTests(ConfigHome home)
{
    private readonly Session _session = new(new Uri("https://127.0.0.1:8443"), "spt_example", null);

    [Fact]
    public void Save_ThenLoad_IsTheSameSession()
    {
        SessionFile.Save(_session);

        SessionFile.Load().Should().Be(_session);
    }

    [Fact]
    public void Save_OnUnix_IsReadableByItsOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

        SessionFile.Save(_session);

        File.GetUnixFileMode(Path.Combine(home.Folder, "session.json")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.EnumerateFiles(home.Folder).Should().ContainSingle("a draft left behind would hold the token too");
    }

    [Fact]
    public void Load_NobodySignedIn_SaysHowToSignIn()
    {
        SessionFile.Delete();

        FluentActions.Invoking(SessionFile.Load).Should().Throw<CommandException>().WithMessage("*sallyport login*");
    }

    [Fact]
    public void Load_BrokenFile_SaysHowToSignInAgain()
    {
        File.WriteAllText(Path.Combine(home.Folder, "session.json"), "{");

        FluentActions.Invoking(SessionFile.Load).Should().Throw<CommandException>().WithMessage("*Sign in again*");
    }
}
