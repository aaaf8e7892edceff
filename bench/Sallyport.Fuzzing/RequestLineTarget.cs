using System.Text;
using Sallyport.Access.Requests;

namespace Sallyport.Fuzzing;

/// <summary>
/// What must hold of any bytes on a request line: the parser never fails; what it understands is what kube-apiserver would,
/// and is written anew in a form that it, and so the agent, reads as the same request.
/// </summary>
public static class RequestLineTarget
{
    /// <summary>Checks one line: a method, a space and a target; each byte is one character, as Kestrel hands them on.</summary>
    /// <exception cref="InvalidOperationException">Something does not hold.</exception>
    public static void Check(ReadOnlySpan<byte> line)
    {
        var text = Encoding.Latin1.GetString(line);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        Check(space < 0 ? "GET" : text[..space], text[(space + 1)..]);
    }

    /// <summary>Checks one method and target.</summary>
    /// <exception cref="InvalidOperationException">Something does not hold.</exception>
    public static void Check(string method, string target)
    {
        var parsed = RequestParser.Parse(method, target);
        if (!parsed.Understood)
        {
            Demand(parsed.Refusal.Length > 0, method, target, "is refused without a word");
            return;
        }

        var request = parsed.Request;
        Demand(request.Target.All(c => c is > ' ' and < '\x7f' and not ('#' or '\\')), method, target, "is written anew with a character that is not plain");
        var understood = KubernetesTuple.Of(request);
        if (KubernetesTuple.ReadAsKubeApiserver(method, target) is { } theirs)
        {
            Demand(understood == theirs, method, target, $"is {understood}, but {theirs} to kube-apiserver");
        }

        var again = RequestParser.Parse(request.Method, request.Target);
        Demand(again.Understood, method, target, $"is written anew as {request.Target}, which is not understood");
        Demand(again.Request!.Target == request.Target, method, target, $"is written anew as {request.Target}, and then as {again.Request.Target}");
        Demand(KubernetesTuple.Of(again.Request) == understood, method, target, $"is written anew as {request.Target}, which asks for something else");
    }

    private static void Demand(bool holds, string method, string target, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"{method} {target} {otherwise}.");
        }
    }
}
