using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sallyport.Agent.Cluster;

/// <summary>How the objects the agent itself reads and writes look on the wire.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ObjectList<AnyObject>))]
[JsonSerializable(typeof(ObjectList<RbacObject>))]
[JsonSerializable(typeof(AnyObject))]
[JsonSerializable(typeof(RbacObject))]
[JsonSerializable(typeof(SecretObject))]
[JsonSerializable(typeof(WatchLine))]
[JsonSerializable(typeof(StatusObject))]
[JsonSerializable(typeof(VersionObject))]
[JsonSerializable(typeof(AccessReview))]
[JsonSerializable(typeof(RulesReview))]
[JsonSerializable(typeof(ApiGroupList))]
[JsonSerializable(typeof(ApiResourceList))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class KubernetesJson : JsonSerializerContext;
