using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sallyport.Cli.SigningIn;

/// <summary>Source-generated JSON of OAuth's answers.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(OAuthError))]
[JsonSerializable(typeof(DeviceAnswer))]
internal sealed partial class OAuthJson : JsonSerializerContext;
