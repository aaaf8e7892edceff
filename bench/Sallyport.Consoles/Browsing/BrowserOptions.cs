namespace Sallyport.Consoles.Browsing;

/// <summary>How tables are measured in a browser.</summary>
/// <param name="Browser">Chromium's path.</param>
/// <param name="Pods">How many pods the large cluster has.</param>
/// <param name="Clusters">How many clusters the large fleet has.</param>
/// <param name="Away">How many of those are away.</param>
/// <param name="PodsInOthers">How many pods the large fleet's other clusters have.</param>
internal sealed record BrowserOptions(string Browser, int Pods, int Clusters, int Away, int PodsInOthers);
