using Sallyport.Demo.Store;

namespace Sallyport.Demo.Discovery;

/// <summary>The names that types go by in OpenAPI documents.</summary>
internal static class SchemaNames
{
    public const string Prefix = "io.sallyport.demo.";

    public static string Of(string type) => Prefix + type;

    public static string OfCustom(ResourceType type) =>
        string.Join('.', type.Group.Split('.').Reverse()) + $".{type.Version}.{type.Kind}";

    /// <summary>All types that the given ones are made of, themselves included.</summary>
    public static IEnumerable<SchemaType> Reachable(IEnumerable<SchemaType> roots)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<SchemaType> todo = new(roots);
        while (todo.TryPop(out SchemaType? type))
        {
            if (!seen.Add(type.Name))
            {
                continue;
            }

            yield return type;
            foreach (SchemaField field in type.Fields)
            {
                if (SchemaCatalog.Types.TryGetValue(field.Element, out SchemaType? below))
                {
                    todo.Push(below);
                }
            }
        }
    }
}
