namespace Sallyport.Access.Tests.Policy;

/// <summary>The documentation of the roles is what the code does.</summary>
public sealed class RolesDocumentTests
{
    [Fact]
    public void RolesDocument_InTheRepository_IsWhatTheCodeSays()
    {
        var path = Path.Combine(Repository(), "docs", "roles.md");
        var written = RolesDocument.Write().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("SALLYPORT_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, written);
        }

        File.Exists(path).Should().BeTrue("docs/roles.md is written by running this test with SALLYPORT_UPDATE_GOLDEN=1");
        File.ReadAllText(path).ReplaceLineEndings("\n").Should().Be(
            written, "docs/roles.md is generated from the roles; run this test with SALLYPORT_UPDATE_GOLDEN=1 to write it anew");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sallyport.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run from inside the repository.");
    }
}
