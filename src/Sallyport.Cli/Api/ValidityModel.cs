namespace Sallyport.Cli.Api;

/// <summary>How long credentials may live, in durations as <c>30d</c>; null leaves one as it is.</summary>
internal sealed record ValidityModel(string? LongestToken, string? LongestSession, bool? KubeconfigDownload);
