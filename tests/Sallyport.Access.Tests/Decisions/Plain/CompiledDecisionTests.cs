using CsCheck;
using Sallyport.Access.Decisions;

namespace Sallyport.Access.Tests.Decisions.Plain;

/// <summary>What is computed beforehand to be fast changes no answer.</summary>
public sealed class CompiledDecisionTests
{
    [Fact]
    public void Decide_AnyPolicyAndRequest_AnswersAsTheDocumentDoes() =>
        Gen.Select(RandomPolicy.Document, RandomPolicy.Cluster, RandomPolicy.Who, RandomPolicy.Request.Array[8], Gen.Bool).Sample((document, cluster, who, requests, mayCreate) =>
        {
            var snapshot = AccessSnapshot.Compile(document);
            var plain = new PlainDecision(document, cluster, RandomPolicy.Now);
            foreach (var request in requests)
            {
                Told(snapshot.Decide(who, cluster, request, RandomPolicy.Now, mayCreate)).Should().Be(Told(plain.Decide(who, request, mayCreate)));
            }

            snapshot.IsMember(who, cluster, RandomPolicy.Now).Should().Be(plain.IsMember(who));
        }, iter: 20_000);

    /// <summary>All that a decision says, without the rules of its role: a difference is to be readable.</summary>
    private static string Told(Decision decision) => string.Join(
        ' ', decision.Allowed, decision.By, decision.Capability, decision.Level, decision.Assignment?.Id, decision.Role?.Name, decision.Setting, decision.Guardrail?.Name, decision.Variant,
        $"\"{decision.Place}\"");
}
