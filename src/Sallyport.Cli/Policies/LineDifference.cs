namespace Sallyport.Cli.Policies;

/// <summary>Two texts beside each other, line by line, as <c>diff -u</c> shows them with all of their context.</summary>
internal static class LineDifference
{
    public static IEnumerable<string> Of(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        int b = 0, a = 0;
        while (b < before.Length || a < after.Length)
        {
            if (b < before.Length && a < after.Length && before[b] == after[a])
            {
                yield return " " + before[b++];
                a++;
            }
            else if (b < before.Length && (a == after.Length || common[b + 1, a] >= common[b, a + 1]))
            {
                yield return "-" + before[b++];
            }
            else
            {
                yield return "+" + after[a++];
            }
        }
    }
}
