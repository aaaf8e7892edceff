using Sallyport.Access.Redaction;

namespace Sallyport.Access.Tests.Redaction;

/// <summary>What a person at keys-only sees of each form, to the letter.</summary>
public sealed class SecretRedactorTests
{
    private const string P = "\"" + Placeholder.Value + "\"";
    private const string Why = "\"sallyport.io/values\":\"hidden (secrets: keys-only); their sizes are in sallyport.io/sizes\"";

    /// <summary>Row 115: a field that is not on the list stays behind, whatever it holds.</summary>
    [Fact]
    [CatalogueRow(115)]
    public void Secret_Redacted_KeepsWhatIsOnTheListAlone() => Redacting.Answer(
        """
        {
          "kind": "Secret", "apiVersion": "v1",
          "metadata": {
            "name": "db", "namespace": "shop", "uid": "u", "resourceVersion": "7", "creationTimestamp": "2026-01-01T00:00:00Z",
            "labels": {"app": "db", "note": null}, "generateName": "db-", "selfLink": "/leak", "generation": 3, "finalizers": ["leak/f"],
            "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{\"data\":{\"password\":\"bGVhaw==\"}}\n", "x": "leak"},
            "ownerReferences": [{"apiVersion": "v1", "kind": "Foo", "name": "o", "uid": "w", "controller": true, "leak": "leak"}],
            "managedFields": [{"manager": "kubectl", "fieldsV1": {"f:data": {"f:leak": {}}}}],
            "deletionTimestamp": "2026-01-02T00:00:00Z", "deletionGracePeriodSeconds": 0, "newField": {"leak": ["leak"]}
          },
          "data": {"password": "c2VjcmV0", "user": "YWRtaW4=", "none": null, "empty": ""},
          "stringData": {"password": "leak"},
          "immutable": true, "type": "Opaque",
          "spec": ["leak", {"leak": 1e9}], "newField": "leak"
        }
        """).Should().Be(
        """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"db","namespace":"shop","uid":"u","resourceVersion":"7","creationTimestamp":"2026-01-01T00:00:00Z","labels":{"app":"db","note":null},"generateName":"db-","ownerReferences":[{"apiVersion":"v1","kind":"Foo","name":"o","uid":"w","controller":true}],"deletionTimestamp":"2026-01-02T00:00:00Z","deletionGracePeriodSeconds":0,"annotations":{"sallyport.io/sizes":"password: 6 bytes\nuser: 5 bytes\nnone: 0 bytes\nempty: 0 bytes",""" +
        Why + """}},"data":{"password":""" + P + ",\"user\":" + P + ",\"none\":" + P + ",\"empty\":" + P +
        "},\"immutable\":true,\"type\":\"Opaque\"}\n");

    [Fact]
    public void List_Redacted_KeepsItsPlaceInTheCollection() => Redacting.Answer(
        """
        {"kind":"SecretList","apiVersion":"v1","metadata":{"resourceVersion":"9","continue":"abc","remainingItemCount":3},
         "items":[{"metadata":{"name":"a"},"data":{"k":"bGVhaw=="},"type":"Opaque"},{"metadata":{"name":"b"}}]}
        """).Should().Be(
        """{"kind":"SecretList","apiVersion":"v1","metadata":{"resourceVersion":"9","continue":"abc","remainingItemCount":3},"items":[{"metadata":{"name":"a","annotations":{"sallyport.io/sizes":"k: 4 bytes",""" +
        Why + """}},"data":{"k":""" + P + "},\"type\":\"Opaque\"},{\"metadata\":{\"name\":\"b\"}}]}\n");

    /// <summary>Row 129: members in alphabetical order, as a server writes them that has no types.</summary>
    [Fact]
    public void List_InAlphabeticalOrder_IsRedactedTheSame() => Redacting.Answer(
        """{"apiVersion":"v1","items":[{"apiVersion":"v1","data":{"k":"bGVhaw=="},"kind":"Secret","metadata":{"name":"a"}}],"kind":"List","metadata":{"resourceVersion":"9"}}""").Should().Be(
        """{"apiVersion":"v1","items":[{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a","annotations":{"sallyport.io/sizes":"k: 4 bytes",""" +
        Why + """}},"data":{"k":""" + P + "}}],\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"9\"}}\n");

    /// <summary>Row 100: whatever includeObject asked for.</summary>
    [Fact]
    [CatalogueRow(100)]
    public void Table_Redacted_KeepsKnownColumnsAndRedactsWhatIsInItsRows() => Redacting.Answer(
        """
        {"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9"},
         "columnDefinitions":[
          {"name":"Name","type":"string","format":"name","description":"d","priority":0,"x":"leak"},
          {"name":"Password","type":"string","format":"","description":"","priority":0},
          {"name":"Type","type":"string","format":"","description":"","priority":0},
          {"name":"Data","type":"string","format":"","description":"","priority":0}],
         "rows":[
          {"cells":["a","leak","Opaque",2],"conditions":[{"message":"leak"}],"object":{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a","annotations":{"x":"leak"}},"data":{"k":"bGVhaw=="}}},
          {"cells":["b","leak","Opaque",0],"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"b","managedFields":["leak"]}}},
          {"cells":["c",null,null,0],"object":null},
          {"cells":[]}]}
        """).Should().Be(
        """{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9"},"columnDefinitions":[{"name":"Name","type":"string","format":"name","description":"d","priority":0},{"name":"Type","type":"string","format":"","description":"","priority":0},{"name":"Data","type":"string","format":"","description":"","priority":0}],"rows":[""" +
        """{"cells":["a","Opaque",2],"object":{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a","annotations":{"sallyport.io/sizes":"k: 4 bytes",""" + Why + """}},"data":{"k":""" + P + "}}}," +
        """{"cells":["b","Opaque",0],"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"b"}}},{"cells":["c",null,0],"object":null},{"cells":[]}]}""" + "\n");

    /// <summary>Row 99: metadata carries last-applied-configuration.</summary>
    [Theory]
    [CatalogueRow(99)]
    [InlineData(
        """{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"a","annotations":{"x":"leak"},"managedFields":[{"x":"leak"}]},"data":{"k":"leak"}}""",
        """{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"a"}}""")]
    [InlineData(
        """{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1beta1","metadata":{"resourceVersion":"9"},"items":[{"metadata":{"name":"a","annotations":{"x":"leak"}}}]}""",
        """{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1beta1","metadata":{"resourceVersion":"9"},"items":[{"metadata":{"name":"a"}}]}""")]
    public void Metadata_Redacted_HasNoAnnotations(string answer, string expected) => Redacting.Answer(answer).Should().Be(expected + "\n");

    /// <summary>Row 114: known members alone, and nothing in a message that acts on a terminal.</summary>
    [Fact]
    [CatalogueRow(114)]
    public void Status_Redacted_SaysWhatHappened() => Redacting.Answer(
        """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"secrets \"db\" not\u001b[31m found","reason":"NotFound","details":{"name":"db","kind":"secrets","causes":[{"reason":"r","message":"m\u0007!","field":"f","x":"leak"}],"x":"leak"},"code":404,"x":"leak"}""").Should().Be(
        """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"secrets \"db\" not?[31m found","reason":"NotFound","details":{"name":"db","kind":"secrets","causes":[{"reason":"r","message":"m?!","field":"f"}]},"code":404}"""
            .Replace('?', '\uFFFD') + "\n");

    [Fact]
    public void Status_WithASecretsMembers_LosesThem() =>
        Redacting.Answer("""{"data":{"k":"leak"},"kind":"Status","code":404,"type":"leak"}""").Should().Be("""{"kind":"Status","code":404}""" + "\n");

    [Fact]
    public void Secret_WithAStatusMembers_LosesThem() =>
        Redacting.Answer("""{"kind":"Secret","message":"leak","reason":"leak","metadata":{"name":"a"}}""").Should()
            .Be("""{"kind":"Secret","metadata":{"name":"a"}}""" + "\n");

    [Fact]
    public void Name_WithAnEscape_IsTheSameName() =>
        Redacting.Answer("""{"kind":"Secret","d\u0061ta":{"\u006b":"bGVhaw=="},"met\u0061data":{"n\u0061me":"a\u0062"}}""").Should().Be(
            """{"kind":"Secret","metadata":{"name":"ab","annotations":{"sallyport.io/sizes":"k: 4 bytes",""" + Why + """}},"data":{"k":""" + P + "}}\n");

    [Theory]
    [InlineData("\"\"", 0)]
    [InlineData("\"YQ==\"", 1)]
    [InlineData("\"YWI=\"", 2)]
    [InlineData("\"YWJj\"", 3)]
    [InlineData("\"YW\\u004aj\\/+==\"", 4)]
    public void Size_OfAValue_IsThatOfWhatItDecodesTo(string value, int size) =>
        Redacting.Answer($$$"""{"kind":"Secret","metadata":{},"data":{"k":{{{value}}}}}""").Should().Contain($"k: {size} bytes\"");

    [Fact]
    public void Key_ThatNoStoredSecretHas_WritesNoLineOfItsOwn() =>
        Redacting.Answer("""{"kind":"Secret","metadata":{},"data":{"a\npassword: 1 bytes":"YQ==","ключ":"YQ=="}}""").Should()
            .Contain("\"sallyport.io/sizes\":\"?: 1 bytes\\n?: 1 bytes\"").And.Contain("\"ключ\":" + P);

    [Fact]
    public void Placeholder_Decoded_SaysWhatItIs() =>
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Placeholder.Value)).Should().Be(Placeholder.Decoded);
}
