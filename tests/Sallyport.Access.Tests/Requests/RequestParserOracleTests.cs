using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Requests;

/// <summary>12,000 request lines, ordinary and hostile, held against what two real kube-apiservers understood of each.</summary>
public sealed class RequestParserOracleTests(ITestOutputHelper output)
{
    [Fact]
    public void Parse_EveryOracleLine_RefusesOrUnderstandsExactlyWhatKubeApiserverDid()
    {
        var (understood, refused) = (0, 0);
        var wrong = new List<string>();
        foreach (var line in OracleLine.All())
        {
            var parsed = RequestParser.Parse(line.Method, line.Target);
            if (!parsed.Understood)
            {
                refused++;
                continue;
            }

            understood++;
            if (OracleTuple.Of(parsed.Request) != line.Understood)
            {
                wrong.Add($"{line.Method} {line.Target}: {OracleTuple.Of(parsed.Request)}, not {line.Understood}");
            }
        }

        output.WriteLine($"{understood} understood exactly, {refused} refused");
        wrong.Should().BeEmpty();
        (understood + refused).Should().Be(12_000);
    }

    [Fact]
    public void Parse_EveryOracleLineThatAnOrdinaryClientCouldSend_IsUnderstood()
    {
        var ordinary = OracleLine.All().Where(l => OrdinaryClient.CouldSend(l.Method, l.Target)).ToList();
        var refused = ordinary
            .Select(l => (Line: l, RequestParser.Parse(l.Method, l.Target).Refusal))
            .Where(l => l.Refusal is not null)
            .Select(l => $"{l.Line.Method} {l.Line.Target}: {l.Refusal}");

        output.WriteLine($"{ordinary.Count} lines could have come from an ordinary client");
        refused.Should().BeEmpty();
        ordinary.Should().HaveCountGreaterThan(1_000);
    }

    [Fact]
    public void Parse_TheTargetOfEveryUnderstoodOracleLine_IsItselfAgain()
    {
        foreach (var line in OracleLine.All())
        {
            if (RequestParser.Parse(line.Method, line.Target).Request is { } first)
            {
                var second = RequestParser.Parse(line.Method, first.Target).Request;
                second.Should().BeEquivalentTo(first, o => o.WithoutStrictOrdering(), first.Target);
            }
        }
    }
}
