using static Sallyport.Hub.Console.Words;

namespace Sallyport.Hub.Console.Administration.Forms;

/// <summary>Until when something is to hold, as somebody chooses it.</summary>
public sealed class UntilDraft
{
    /// <summary>No end.</summary>
    public const string ForGood = "for-good";

    /// <summary>A time of one's own.</summary>
    public const string Own = "own";

    /// <summary>The choices that are a length of time.</summary>
    public static IReadOnlyList<(string Key, string Word, TimeSpan Length)> Lengths { get; } =
    [
        ("30m", Phrase("30 minutes"), TimeSpan.FromMinutes(30)), ("2h", Phrase("2 hours"), TimeSpan.FromHours(2)), ("1d", Phrase("A day"), TimeSpan.FromDays(1)),
    ];

    /// <summary>What is chosen: the key of a length, <see cref="ForGood"/> or <see cref="Own"/>.</summary>
    public string Choice { get; set; } = ForGood;

    /// <summary>The time of one's own, in UTC.</summary>
    public DateTime? Time { get; set; }

    /// <summary>An end that is there, to be changed.</summary>
    public static UntilDraft Of(DateTimeOffset? end) => end is { } at ? new UntilDraft { Choice = Own, Time = at.UtcDateTime } : new UntilDraft();

    /// <summary>Whether a time is still to be typed.</summary>
    public bool IsOpen => Choice == Own && Time is null;

    /// <summary>The end; null for none.</summary>
    /// <param name="now">The time that a length counts from.</param>
    public DateTimeOffset? At(DateTimeOffset now) => Choice switch
    {
        ForGood => null,
        Own => Time is { } time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null,
        _ => now + Lengths.First(length => length.Key == Choice).Length,
    };
}
