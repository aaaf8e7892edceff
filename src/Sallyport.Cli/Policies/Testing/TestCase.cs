using Sallyport.Cli.Api;
using Sallyport.Cli.Policies.Reading;

namespace Sallyport.Cli.Policies.Testing;

/// <summary>One thing that somebody may or may not do, as a file of cases says it.</summary>
/// <param name="File">The file.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Words">The case in words.</param>
/// <param name="Because">Why it is so; null when the file does not say.</param>
/// <param name="Asked">As the hub takes it.</param>
internal sealed record TestCase(string File, PolicyNode At, string Words, string? Because, PolicyCase Asked);
