using System.Text.Json;
using System.Text.Json.Serialization;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Api;

/// <summary>Source-generated JSON, so that the tool starts fast and can be trimmed.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(ProfileModel[]))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(Cluster[]))]
[JsonSerializable(typeof(NewCluster))]
[JsonSerializable(typeof(RejoinRequest))]
[JsonSerializable(typeof(ClusterLabels))]
[JsonSerializable(typeof(JoinInstructions))]
[JsonSerializable(typeof(RemovedCluster))]
[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(SettingChange))]
[JsonSerializable(typeof(SettingChanged))]
[JsonSerializable(typeof(AskTextChange))]
[JsonSerializable(typeof(RoleSummary[]))]
[JsonSerializable(typeof(RoleModel))]
[JsonSerializable(typeof(RoleChange))]
[JsonSerializable(typeof(GuardrailModel[]))]
[JsonSerializable(typeof(Assignment[]))]
[JsonSerializable(typeof(NewAssignment))]
[JsonSerializable(typeof(ProjectModel[]))]
[JsonSerializable(typeof(User[]))]
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(Invitation))]
[JsonSerializable(typeof(ValidityModel))]
[JsonSerializable(typeof(Revoked))]
[JsonSerializable(typeof(UserChange))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(CreatedToken))]
[JsonSerializable(typeof(Token[]))]
[JsonSerializable(typeof(SetupRequest))]
[JsonSerializable(typeof(CanIQuestion))]
[JsonSerializable(typeof(CanIAnswer))]
[JsonSerializable(typeof(WhoCanQuestion))]
[JsonSerializable(typeof(WhoCanAnswer))]
[JsonSerializable(typeof(KubeconfigRequest))]
[JsonSerializable(typeof(KubeconfigParts))]
[JsonSerializable(typeof(ShortCredential))]
[JsonSerializable(typeof(GatewayCredential))]
[JsonSerializable(typeof(ExecInfo))]
[JsonSerializable(typeof(ExecCredential))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(AuditEvent))]
internal sealed partial class ApiJson : JsonSerializerContext;
