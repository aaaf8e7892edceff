namespace Sallyport.Hub.Api;

/// <summary>Who the caller is, as the API shows it.</summary>
/// <param name="User">Their name.</param>
/// <param name="Groups">The groups they are in.</param>
/// <param name="OrganizationAdmin">Whether they administer the organization.</param>
/// <param name="Assignments">The roles they have, by themselves or by a group.</param>
internal sealed record MeModel(string User, IReadOnlyList<string> Groups, bool OrganizationAdmin, IReadOnlyList<AssignmentModel> Assignments);
