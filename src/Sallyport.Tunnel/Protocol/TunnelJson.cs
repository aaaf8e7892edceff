using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sallyport.Tunnel.Protocol;

/// <summary>How the tunnel's messages are written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AgentFacts))]
[JsonSerializable(typeof(NamespaceReport))]
[JsonSerializable(typeof(WantedAck))]
[JsonSerializable(typeof(EnrollmentRequest))]
[JsonSerializable(typeof(EnrollmentAnswer))]
[JsonSerializable(typeof(TunnelWelcome))]
public sealed partial class TunnelJson : JsonSerializerContext;
