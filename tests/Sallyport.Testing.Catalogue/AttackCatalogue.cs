using Sallyport.Testing.Catalogue.Rows;

namespace Sallyport.Testing.Catalogue;

/// <summary>Every row, in order, by the part of Sallyport that it goes at.</summary>
public static class AttackCatalogue
{
    /// <summary>The parts, each with its rows.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<AttackRow> Rows)> Parts { get; } =
    [
        ("Paths", PathRows.All),
        ("Methods and queries", QueryRows.All),
        ("Roads to a shell", ShellRows.All),
        ("Roads to a Secret", SecretRows.All),
        ("Identity and RBAC", IdentityRows.All),
        ("Protocol", ProtocolRows.All),
        ("Agent and tunnel", AgentRows.All),
        ("Console, sign-in and tokens", SignInRows.All),
        ("Settings, revocation, audit", GovernanceRows.All),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<AttackRow> Rows => Parts.SelectMany(part => part.Rows);
}
