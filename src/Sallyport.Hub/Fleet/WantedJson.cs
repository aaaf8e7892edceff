using System.Text.Json;
using System.Text.Json.Serialization;
using Sallyport.Access.Enforcement;

namespace Sallyport.Hub.Fleet;

/// <summary>How a wanted set is written to an agent.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WantedSet))]
internal sealed partial class WantedJson : JsonSerializerContext;
