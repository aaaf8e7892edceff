using Microsoft.Extensions.Primitives;
using Sallyport.Access.Requests;

namespace Sallyport.Hub.Gateway;

/// <summary>The cluster's headers on their way to the client.</summary>
internal static class AnsweredHeaders
{
    /// <summary>False when the answer carries a header that could not be passed on as it is.</summary>
    public static bool TryCopy(HttpResponseMessage response, IHeaderDictionary to)
    {
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            foreach (var value in values)
            {
                switch (ForwardedHeaders.OnResponse(name, value, out var passed))
                {
                    case HeaderFate.Forward:
                        to[name] = StringValues.Concat(to[name], passed);
                        break;
                    case HeaderFate.Refuse:
                        to.Clear();
                        return false;
                }
            }
        }

        return true;
    }
}
