using System.Globalization;

namespace Sallyport.Hub.Gateway;

/// <summary>Answers an exchange with a <see cref="Refusal"/>.</summary>
internal static class StatusAnswer
{
    public static async Task SendAsync(Exchange exchange, Refusal refusal)
    {
        if (exchange.AnswerStarted)
        {
            exchange.Tally.Cut = refusal.Message;
            exchange.Reset();
            return;
        }

        var body = StatusDocument.Write(refusal);
        exchange.Tally.Status = refusal.Code;
        exchange.SetStatus(refusal.Code);
        var headers = exchange.AnswerHeaders;
        headers.ContentType = "application/json";
        headers.ContentLength = body.Length;
        AnswerMarks.Set(headers);
        if (refusal.RetryAfter is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (refusal.Code == StatusCodes.Status401Unauthorized)
        {
            headers.WWWAuthenticate = "Bearer";
        }

        if (!HttpMethods.IsHead(exchange.Method))
        {
            await exchange.Answer.WriteAsync(body, exchange.Aborted);
            exchange.Tally.CountOut(body.Length);
        }
    }
}
