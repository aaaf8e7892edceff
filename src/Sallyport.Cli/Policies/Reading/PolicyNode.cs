namespace Sallyport.Cli.Policies.Reading;

/// <summary>A part of a policy file: what it says, and where it stands, both counted from 1.</summary>
internal abstract record PolicyNode(int Line, int Column)
{
    /// <summary>The part that a JSON pointer (RFC 6901) leads to, or the nearest one around it that is there.</summary>
    public PolicyNode At(string pointer)
    {
        var node = this;
        foreach (var step in pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            var next = node switch
            {
                PolicyMap map => map[step],
                PolicyList list when int.TryParse(step, out var index) && index < list.Items.Count => list.Items[index],
                _ => null,
            };
            if (next is null)
            {
                return node;
            }

            node = next;
        }

        return node;
    }
}

/// <summary>A text, number or whatever else is one word; <c>Plain</c> when it stands without quotes.</summary>
internal sealed record PolicyText(int Line, int Column, string Text, bool Plain) : PolicyNode(Line, Column)
{
    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record PolicyList(int Line, int Column, IReadOnlyList<PolicyNode> Items) : PolicyNode(Line, Column);

internal sealed record PolicyMap(int Line, int Column, IReadOnlyList<PolicyMember> Members) : PolicyNode(Line, Column)
{
    public PolicyNode? this[string name] => Members.FirstOrDefault(member => member.Name.Text == name)?.Value;
}

internal sealed record PolicyMember(PolicyText Name, PolicyNode Value);
