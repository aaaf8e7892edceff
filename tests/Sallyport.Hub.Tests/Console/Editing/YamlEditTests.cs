using System.Text.Json;
using Sallyport.Hub.Console.Editing;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Tests.Console.Editing;

public sealed class YamlEditTests
{
    private const string Pod = """
        apiVersion: v1
        metadata:
          resourceVersion: "41"
        spec:
          containers:
            - name: web
              image: web:1
            - name: side
              ports:
                - containerPort: 80
              image: side:1
          nodeName: n1
        """;

    [Theory]
    [InlineData("spec.containers[1].image", 11)]
    [InlineData("spec.containers[0].name", 6)]
    [InlineData("spec.containers[1].ports[0].containerPort", 10)]
    [InlineData("spec.nodeName", 12)]
    [InlineData("spec.containers[1].missing", 8)]
    [InlineData("status", null)]
    public void Field_IsFoundInTheText_OrTheNearestAboveIt(string field, int? line) => FieldLine.Find(Pod, field).Should().Be(line);

    [Fact]
    public void Text_HasTheVersionThatItWasReadIn_AndNoManagedFields()
    {
        var text = YamlEdit.Text(JsonElement.Parse("""{"kind":"Pod","metadata":{"name":"web","resourceVersion":"41","managedFields":[{"manager":"x"}]}}"""));

        text.Should().Be("kind: Pod\nmetadata:\n  name: web\n  resourceVersion: \"41\"\n");
        YamlEdit.OnTopOf(text, "42").Should().Contain("  resourceVersion: \"42\"").And.NotContain("41");
    }

    [Fact]
    public void Comparison_LeavesOutWhatTheClusterCounts()
    {
        var now = JsonElement.Parse("""{"metadata":{"name":"web","resourceVersion":"41","generation":1},"spec":{"replicas":1},"status":{"ready":1}}""");
        var then = JsonElement.Parse("""{"metadata":{"name":"web","resourceVersion":"42","generation":2},"spec":{"replicas":2},"status":{}}""");

        YamlEdit.Compare(now, then).Where(line => line.Kind is DiffKind.Added or DiffKind.Removed).Select(line => line.Text.Trim()).Should().Equal("replicas: 1", "replicas: 2");
    }

    [Theory]
    [InlineData(true, "?dryRun=All&fieldValidation=Strict&fieldManager=sallyport-console")]
    [InlineData(false, "?fieldValidation=Strict&fieldManager=sallyport-console")]
    public void Put_ReplacesTheObject_AndADryRunOnlyAsks(bool dryRun, string query)
    {
        var write = YamlEdit.Put(new ObjectPlace("demo", ResourceType.Pods, "shop", "web"), Pod, dryRun);

        (write.Method, write.ContentType, write.Body).Should().Be((HttpMethod.Put, ClusterWrite.Yaml, Pod));
        write.Target.Should().Be("/api/v1/namespaces/shop/pods/web" + query);
    }
}
