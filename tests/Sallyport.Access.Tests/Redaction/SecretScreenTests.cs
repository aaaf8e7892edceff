using System.Buffers;
using System.Text;
using Sallyport.Access.Redaction;

namespace Sallyport.Access.Tests.Redaction;

/// <summary>A server behind kube-apiserver that hands out Secrets under another name is found out before a byte of one has gone by.</summary>
public sealed class SecretScreenTests
{
    private const string Secret = """{"apiVersion":"v1","data":{"k":"leak"},"kind":"Secret"}""";

    public static TheoryData<bool, string> Leaks => new()
    {
        { false, Secret },
        { false, """{"kind":"Secret","apiVersion":"v1","data":{"k":"leak"}}""" },
        { false, """{"data":{"k":"leak"},"kind":"Secret","apiVersion":"v1"}""" },
        { false, """{"k\u0069nd":"S\u0065cret","apiVersion":"v1","data":{"k":"leak"}}""" },
        { false, $$"""{"kind":"List","apiVersion":"v1","items":[{{Secret}}]}""" },
        { false, """{"apiVersion":"v1","items":[{"data":{"k":"leak"}}],"kind":"SecretList"}""" },
        { false, $$"""{"kind":"ThingList","apiVersion":"example.com/v1","items":[{"kind":"Thing","apiVersion":"example.com/v1"},{{Secret}}]}""" },
        { false, $$$"""{"kind":"Table","apiVersion":"meta.k8s.io/v1","rows":[{"cells":[],"object":{{{Secret}}} }]}""" },
        { true, $$"""{"type":"ADDED","object":{{Secret}} }""" },
        { true, """{"type":"ADDED","object":{"kind":"Thing","apiVersion":"example.com/v1"}}""" + $$"""{"object":{{Secret}} ,"type":"ADDED"}""" },
        { false, """{"kind":"Thing","kind":"Secret","apiVersion":"v1","data":{"k":"leak"}}""" },
        { false, "kind: Secret\ndata: leak" },
    };

    public static TheoryData<bool, string> Harmless => new()
    {
        { false, """{"kind":"Thing","apiVersion":"example.com/v1","spec":{"secretRef":{"kind":"Secret","apiVersion":"v1"},"items":[{"kind":"Secret","apiVersion":"v1"}]}}""" },
        { false, """{"kind":"Secret","apiVersion":"example.com/v1","data":{"k":"v"}}""" },
        { false, """{"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}""" },
        { false, """{"kind":"Status","apiVersion":"v1","details":{"kind":"secrets"},"code":404}""" },
        { true, """{"type":"ADDED","object":{"kind":"Thing","apiVersion":"example.com/v1"}}""" + "\n" },
        { true, "" },
    };

    [Theory]
    [CatalogueRow(129)]
    [MemberData(nameof(Leaks))]
    public void Answer_WithASecret_IsStoppedBeforeIt(bool watch, string answer)
    {
        for (var chunk = 1; chunk < answer.Length + 8; chunk += 7)
        {
            var (written, refused) = Screened(watch, answer, chunk);

            refused.Should().BeTrue();
            written.Should().NotContain("leak");
        }
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Answer_WithoutASecret_GoesByAsItCame(bool watch, string answer)
    {
        for (var chunk = 1; chunk < answer.Length + 8; chunk += 7)
        {
            Screened(watch, answer, chunk).Should().Be((answer, false));
        }
    }

    private static (string Written, bool Refused) Screened(bool watch, string answer, int chunk)
    {
        var bytes = Encoding.UTF8.GetBytes(answer);
        var screen = new SecretScreen(watch);
        var output = new ArrayBufferWriter<byte>();
        try
        {
            for (var at = 0; at < bytes.Length; at += chunk)
            {
                screen.Pass(bytes.AsSpan(at, Math.Min(chunk, bytes.Length - at)), output);
            }

            screen.Complete();
            return (Encoding.UTF8.GetString(output.WrittenSpan), false);
        }
        catch (RedactionException)
        {
            return (Encoding.UTF8.GetString(output.WrittenSpan), true);
        }
    }
}
