namespace Sallyport.Cli.Sessions;

/// <summary>A sign-in as it is shown: without its secrets.</summary>
internal sealed record ProfileModel(string Name, string User, Uri Server, DateTimeOffset? Ends, bool InUse);
