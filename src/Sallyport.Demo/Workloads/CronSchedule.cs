using System.Globalization;

namespace Sallyport.Demo.Workloads;

/// <summary>The five fields of cron, in UTC.</summary>
internal sealed class CronSchedule
{
    private static readonly (int Least, int Most)[] Ranges = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];
    private readonly HashSet<int>[] _fields;

    private CronSchedule(HashSet<int>[] fields) => _fields = fields;

    public static CronSchedule? Parse(string? text)
    {
        string[] parts = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Ranges.Length)
        {
            return null;
        }

        HashSet<int>[] fields = new HashSet<int>[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (Field(parts[i], Ranges[i]) is not { } field)
            {
                return null;
            }

            fields[i] = field;
        }

        return new CronSchedule(fields);
    }

    /// <summary>The first minute after the given moment that the schedule names, within a year.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        DateTime minute = after.UtcDateTime.AddTicks(-(after.UtcDateTime.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
        DateTime end = minute.AddYears(1);
        while (minute < end)
        {
            if (!_fields[3].Contains(minute.Month) || !_fields[2].Contains(minute.Day)
                || !_fields[4].Contains((int)minute.DayOfWeek))
            {
                minute = minute.Date.AddDays(1);
            }
            else if (!_fields[1].Contains(minute.Hour) || !_fields[0].Contains(minute.Minute))
            {
                minute = minute.AddMinutes(1);
            }
            else
            {
                return new DateTimeOffset(minute, TimeSpan.Zero);
            }
        }

        return null;
    }

    private static HashSet<int>? Field(string text, (int Least, int Most) range)
    {
        HashSet<int> values = [];
        foreach (string part in text.Split(','))
        {
            string[] stepped = part.Split('/', 2);
            int step = 1;
            if (stepped.Length == 2 && (!Number(stepped[1], out step) || step == 0))
            {
                return null;
            }

            string[] ends = stepped[0].Split('-', 2);
            int first = range.Least, last = range.Most;
            if (stepped[0] != "*")
            {
                if (!Number(ends[0], out first) || !Number(ends[^1], out last))
                {
                    return null;
                }

                last = ends.Length == 1 && stepped.Length == 2 ? range.Most : last;
            }

            for (int i = first; i <= last && i <= range.Most; i += step)
            {
                values.Add(i);
            }
        }

        return values;
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
