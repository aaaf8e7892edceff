using Sallyport.Fuzzing;

namespace Sallyport.Access.Tests.Requests;

/// <summary>The fuzz target, without a fuzzer, on all the request lines that are kept here: so that it never rots.</summary>
public sealed class FuzzTargetTests
{
    [Fact]
    public void Check_EveryOracleLine_Holds()
    {
        foreach (var line in OracleLine.All())
        {
            RequestLineTarget.Check(line.Method, line.Target);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET")]
    [InlineData("GET ")]
    [InlineData(" ")]
    [InlineData("GET /api/v1/namespaces/shop/pods?watch=1")]
    [InlineData("GET /apis/external.metrics.k8s.io/v1beta1/%6eamespaces/shop/secrets")]
    [InlineData("\u0000\u00ff\u0080")]
    public void Check_AnyBytes_Holds(string line) => RequestLineTarget.Check(System.Text.Encoding.Latin1.GetBytes(line));
}
