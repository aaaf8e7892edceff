using Sallyport.Access.Requests;

namespace Sallyport.Hub.Gateway;

/// <summary>What is asked: the request line and the headers, understood exactly or refused.</summary>
internal static class Understand
{
    public static Refusal? Read(Exchange exchange)
    {
        if (exchange.Target.Length > RequestLimits.MaxTargetLength)
        {
            return Refusal.TargetTooLong("The request target is longer than 32 KiB.");
        }

        var parsed = RequestParser.Parse(exchange.Method, exchange.Target);
        if (!parsed.Understood)
        {
            return Refusal.NotUnderstood(parsed.Refusal);
        }

        exchange.Request = parsed.Request;
        return AskedHeaders.Check(exchange);
    }
}
