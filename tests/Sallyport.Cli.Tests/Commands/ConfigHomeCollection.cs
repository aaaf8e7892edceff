namespace Sallyport.Cli.Tests.Commands;

/// <summary>Tests that point SALLYPORT_CONFIG_HOME elsewhere, which is one variable for the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConfigHomeCollection : ICollectionFixture<ConfigHome>
{
    public const string Name = "SALLYPORT_CONFIG_HOME";
}

public sealed class ConfigHome : IDisposable
{
    public ConfigHome()
    {
        Folder = Directory.CreateTempSubdirectory("sallyport-cli-").FullName;
        Environment.SetEnvironmentVariable("SALLYPORT_CONFIG_HOME", Folder);
    }

    public string Folder { get; }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("SALLYPORT_CONFIG_HOME", null);
        Directory.Delete(Folder, recursive: true);
    }
}
