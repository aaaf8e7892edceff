namespace Sallyport.Hub.Console.Feeds.Calls;

/// <summary>What a cluster finds wrong about one field of an object.</summary>
/// <param name="Field">The field as Kubernetes writes it, such as <c>spec.containers[0].image</c>.</param>
/// <param name="Message">What is wrong, such as <c>Required value</c>.</param>
public sealed record FieldProblem(string Field, string Message);
