namespace Sallyport.Access.Requests;

/// <summary>What kube-apiserver reads from the query of a GET without a name: list or watch, and perhaps a name.</summary>
internal static class ListOptions
{
    public static string? TryRead(QueryParameter[] parameters, out string verb, out string name)
    {
        verb = "list";
        name = "";
        string? labels = null;
        var shard = false;
        foreach (var (key, value) in parameters)
        {
            switch (key)
            {
                // Only these two are false to kube-apiserver; anything else, the empty value included, is true.
                case "watch" when value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase):
                    verb = "watch";
                    break;
                case "fieldSelector" when FieldSelector.TryName(value, out name) is { } refusal:
                    return refusal;
                case "labelSelector":
                    labels = value;
                    break;
                case "shardSelector":
                    shard = true;
                    break;
                default:
                    break;
            }
        }

        return name.Length > 0 && (shard || (labels is not null && !LabelSelectorSyntax.IsPlain(labels)))
            ? RequestRefusals.NameBesideSelector
            : null;
    }
}
