namespace Sallyport.Testing.Catalogue;

/// <summary>One known way past a gateway for Kubernetes. Numbers are stable; gaps are rows that were never given out.</summary>
/// <param name="Number">The row's number, by which tests name it.</param>
/// <param name="What">The attack, in short.</param>
/// <param name="Answer">What it must get.</param>
/// <param name="Untested">Why no test holds it; null where one does.</param>
/// <param name="Note">What Sallyport does differently, or what a real server showed; null where there is nothing to say.</param>
public sealed record AttackRow(int Number, string What, Answer Answer, string? Untested = null, string? Note = null);
