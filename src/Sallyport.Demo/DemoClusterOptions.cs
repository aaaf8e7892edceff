using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Demo;

/// <summary>What an embedded demo cluster is called and how large it is.</summary>
public sealed record DemoClusterOptions
{
    /// <summary>The cluster's name, which its nodes carry as a prefix.</summary>
    public string Name { get; init; } = "demo";

    /// <summary>About how many pods run in it; null for a believable small cluster.</summary>
    public int? Pods { get; init; }

    /// <summary>Makes names, ages and metrics reproducible: the same seed gives the same cluster.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The clock that ages, logs and restarts follow.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// With a certificate it speaks HTTPS, for clients such as kubectl that send no token without; without one, HTTP.
    /// </summary>
    public X509Certificate2? Certificate { get; init; }
}
