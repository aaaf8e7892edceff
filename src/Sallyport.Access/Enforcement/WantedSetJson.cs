using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sallyport.Access.Enforcement;

/// <summary>How a wanted set is written between hub and agent: both ends use this one.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(WantedSet))]
public sealed partial class WantedSetJson : JsonSerializerContext;
