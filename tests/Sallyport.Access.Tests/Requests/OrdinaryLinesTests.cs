using Sallyport.Access.Requests;
using Sallyport.Fuzzing;

namespace Sallyport.Access.Tests.Requests;

/// <summary>Nothing that a client of Kubernetes sends in earnest is refused, and each line means what kube-apiserver says.</summary>
public sealed class OrdinaryLinesTests
{
    public static TheoryData<string, string, string, string> Lines { get; } = Read();

    [Theory]
    [MemberData(nameof(Lines))]
    public void Parse_WhatAClientSends_UnderstandsTheTupleOfKubeApiserver(string client, string method, string target, string tuple)
    {
        var parsed = RequestParser.Parse(method, target);

        parsed.Refusal.Should().BeNull("{0} sends it", client);
        Tuple(parsed.Request!).Should().Be(tuple);
        RequestLineTarget.Check(method, target);
    }

    private static string Tuple(KubernetesRequest r) => r.IsResource
        ? $"{r.Verb} {r.ApiGroup}/{r.ApiVersion} {r.Resource}/{r.Subresource} {Or(r.Namespace)} {Or(r.Name)}"
        : $"{r.Verb} {r.Path}";

    private static string Or(string text) => text.Length == 0 ? "-" : text;

    private static TheoryData<string, string, string, string> Read()
    {
        var data = new TheoryData<string, string, string, string>();
        var client = "";
        using var lines = new StreamReader(typeof(OrdinaryLinesTests).Assembly.GetManifestResourceStream("clients.txt")!);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                client = line[2..];
            }
            else if (line.Split('\t') is [var request, var tuple] && request.Split(' ', 2) is [var method, var target])
            {
                data.Add(client, method, target, tuple);
            }
        }

        return data;
    }
}
