using System.Globalization;
using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Api;

/// <summary>Checks shared by the endpoints; each gathers everything that is wrong before it says so.</summary>
internal sealed class Validity
{
    private readonly List<Problem> _problems = [];
    private string _at = "";

    /// <summary>What did not hold so far.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    public static readonly TimeSpan LongestToken = TimeSpan.FromDays(365);

    public void Demand(bool holds, string sentence)
    {
        if (!holds)
        {
            _problems.Add(new Problem(_at, sentence));
        }
    }

    /// <summary>What is demanded until the answer is disposed of is about this member of what came in.</summary>
    public IDisposable Under(string member)
    {
        var outer = _at;
        _at = $"{_at}/{member}";
        return new Leaving(() => _at = outer);
    }

    public void Name(string what, string? name) =>
        Demand(name is not null && UserName.IsValid(name), $"{what} must be {UserName.Rule}.");

    public void Future(string what, DateTimeOffset? time, DateTimeOffset now) =>
        Demand(time is null || time > now, $"{what} is in the past.");

    /// <summary>Reads <c>30m</c>, <c>8h</c> or <c>7d</c>.</summary>
    public TimeSpan Duration(string? text, TimeSpan otherwise)
    {
        if (text is null)
        {
            return otherwise;
        }

        var unit = text.Length > 1 ? text[^1] : ' ';
        if (!int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count == 0 || !"smhd".Contains(unit, StringComparison.Ordinal))
        {
            Demand(false, "validFor is a duration such as 30m, 8h or 7d.");
            return otherwise;
        }

        var duration = unit switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            _ => TimeSpan.FromDays(Math.Min(count, 100_000)),
        };
        Demand(duration <= LongestToken, $"validFor is longer than {LongestToken.TotalDays} days.");
        return duration <= LongestToken ? duration : otherwise;
    }

    /// <exception cref="ApiProblemException">Something did not hold.</exception>
    public void Throw()
    {
        if (_problems.Count > 0)
        {
            throw new ApiProblemException(StatusCodes.Status400BadRequest, [.. _problems.Select(problem => problem.Sentence)]);
        }
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}

/// <summary>Something wrong with what came in.</summary>
/// <param name="Pointer">Which member it is about (RFC 6901); empty for the whole.</param>
/// <param name="Sentence">What is wrong, for a person.</param>
internal sealed record Problem(string Pointer, string Sentence);
