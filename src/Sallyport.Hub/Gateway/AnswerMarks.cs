using Sallyport.Access.Requests;

namespace Sallyport.Hub.Gateway;

/// <summary>The headers that every answer of the gateway carries, whoever made it.</summary>
internal static class AnswerMarks
{
    public static void Set(IHeaderDictionary headers)
    {
        foreach (var (name, value) in ForwardedHeaders.OnEveryAnswer)
        {
            headers[name] = value;
        }
    }
}
