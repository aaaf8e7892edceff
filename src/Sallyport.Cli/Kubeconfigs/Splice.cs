namespace Sallyport.Cli.Kubeconfigs;

/// <summary>A stretch of text and what takes its place.</summary>
internal readonly record struct Splice(int Start, int End, string Text);
