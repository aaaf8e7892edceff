namespace Sallyport.Cli.Policies.Shapes;

/// <summary>The kinds of objects that policy files hold, and what stands in each.</summary>
internal static class PolicyShapes
{
    public const string ApiVersion = "sallyport.dev/v1";

    private static readonly TextShape Selector = new("A Kubernetes label selector, as env=prod,team in (a,b).");

    private static readonly MapShape Scope = new(
        "A place.",
        new MemberShape("kind", new TextShape("How wide it is.") { Values = ["organization", "project", "cluster", "namespace"] }, Required: true),
        new MemberShape("project", new TextShape("The project, for kind project.")),
        new MemberShape("clusters", Names("Clusters by name or glob; none, with no clusterSelector, is every one.")),
        new MemberShape("clusterSelector", Selector),
        new MemberShape("namespaces", Names("Namespaces by name or glob, for kind namespace.")),
        new MemberShape("namespaceSelector", Selector));

    private static readonly ListShape Rules = new(
        "Kubernetes rules.",
        new MapShape(
            "One rule, as rbac.authorization.k8s.io/v1 has them.",
            new MemberShape("verbs", Names("As get, list, watch or *."), Required: true),
            new MemberShape("apiGroups", Names("\"\" is the core group, * any.")),
            new MemberShape("resources", Names("As pods, pods/log, * or */scale.")),
            new MemberShape("resourceNames", Names("Only objects of these names.")),
            new MemberShape("nonResourceURLs", Names("Paths, as /metrics or /metrics/*."))));

    private static readonly TextShape Expires = new("Until when, as 2030-12-31T18:00:00Z; afterwards it goes back by itself.") { IsTime = true };

    /// <summary>By kind, in the order in which they are exported.</summary>
    public static IReadOnlyDictionary<string, MapShape> Specs { get; } = new Dictionary<string, MapShape>
    {
        ["Project"] = new(
            "A named set of clusters, or of namespaces in clusters; the unit that a team owns.",
            new MemberShape("title", new TextShape("The name shown to people.")),
            new MemberShape("scopes", new ListShape("What it holds.", Scope) { NotEmpty = true }, Required: true)),
        ["Role"] = new(
            "A custom role.",
            new MemberShape("title", new TextShape("The name shown to people.")),
            new MemberShape("readOnly", new FlagShape("Whether access settings hold back its Secrets, shell and port-forward."), Required: true),
            new MemberShape("rules", Rules, Required: true),
            new MemberShape("clusterRules", Rules with { Description = "Reads of cluster-scoped resources, wherever an assignment reaches into a cluster." }),
            new MemberShape("wholeClusterRules", Rules with { Description = "Cluster-scoped resources, where an assignment covers a cluster as a whole." }),
            new MemberShape("administersProjects", new FlagShape("Who has it in a project gives roles there, up to what they hold."))),
        ["Group"] = new(
            "The members of a group, as far as no identity provider names them.",
            new MemberShape("members", Names("Users by name."), Required: true)),
        ["RoleAssignment"] = new(
            "A role, given to a user or a group, at a scope.",
            new MemberShape("role", new TextShape("The role's name."), Required: true),
            new MemberShape("user", new TextShape("To this user; or a group.")),
            new MemberShape("group", new TextShape("To the members of this group; or a user.")),
            new MemberShape("scope", Scope, Required: true),
            new MemberShape("expires", Expires)),
        ["Delegation"] = new(
            "Who else may relax which setting where.",
            new MemberShape("user", new TextShape("This user; or a group.")),
            new MemberShape("group", new TextShape("The members of this group; or a user.")),
            new MemberShape("scope", Scope, Required: true),
            new MemberShape(
                "capabilities",
                new MapShape(
                    "The settings, each with the most open value.",
                    new MemberShape("secrets", new TextShape("Secrets.") { Values = ["keys-only", "visible"] }),
                    new MemberShape("shell", new TextShape("Shells.") { Values = ["listed-commands", "allowed"] }),
                    new MemberShape("port-forward", new TextShape("Port-forwards.") { Values = ["allowed"] })),
                Required: true),
            new MemberShape("commands", Names("The commands they may list, where shell goes no further than listed-commands.")),
            new MemberShape("reason", new TextShape("Why."), Required: true),
            new MemberShape("expires", Expires)),
        ["AccessSetting"] = new(
            "What read-only roles get of Secrets, shell and port-forward.",
            new MemberShape("capability", new TextShape("Which.") { Values = ["secrets", "shell", "port-forward"] }, Required: true),
            new MemberShape(
                "value",
                new TextShape("secrets: hidden, keys-only, visible; shell: blocked, listed-commands, allowed; port-forward: blocked, allowed.")
                {
                    Values = ["hidden", "keys-only", "visible", "blocked", "listed-commands", "allowed"],
                },
                Required: true),
            new MemberShape("commands", Names("The commands of listed-commands, as 'cat /var/log/*'.")),
            new MemberShape("place", Scope with { Description = "Where; the whole organization when left out." }),
            new MemberShape(
                "subject",
                new MapShape(
                    "For whom; everyone when left out.",
                    new MemberShape("kind", new TextShape("A group, or whoever acts by a role.") { Values = ["everyone", "group", "role"] }, Required: true),
                    new MemberShape("name", new TextShape("The group's or the role's name.")))),
            new MemberShape("locked", new FlagShape("Nothing narrower may loosen it (organization only).")),
            new MemberShape("reason", new TextShape("Why; shown to everyone who meets it.")),
            new MemberShape("expires", Expires)),
        ["Guardrail"] = new(
            "A deny that holds for everyone but those it names.",
            new MemberShape("rules", Rules with { Description = "What it denies; * among the resources takes in sub-resources.", NotEmpty = true }, Required: true),
            new MemberShape("place", Scope with { Description = "Where; the whole organization when left out." }),
            new MemberShape(
                "except",
                new ListShape(
                    "For whom it does not hold.",
                    new MapShape(
                        "A user or a group.",
                        new MemberShape("kind", new TextShape("Which of them.") { Values = ["user", "group"] }, Required: true),
                        new MemberShape("name", new TextShape("The name."), Required: true))))),
    };

    /// <summary>A file of cases for <c>policy test</c>.</summary>
    public static MapShape Tests { get; } = new(
        "Cases that a policy is held against.",
        new MemberShape("apiVersion", new TextShape("The form of the document.") { Values = [ApiVersion] }, Required: true),
        new MemberShape("kind", new TextShape("What it is.") { Values = ["PolicyTest"] }, Required: true),
        new MemberShape(
            "cases",
            new ListShape(
                "The cases.",
                new MapShape(
                    "Who may and may not do what.",
                    new MemberShape(
                        "as",
                        new MapShape(
                            "Who: a user, or somebody of just these groups.",
                            new MemberShape("user", new TextShape("A user.")),
                            new MemberShape("group", new TextShape("A group.")),
                            new MemberShape("groups", Names("Several groups at once."))),
                        Required: true),
                    new MemberShape("may", Names("Actions, as 'get pods -n shop --cluster prod-*'.")),
                    new MemberShape("may-not", Names("Actions.")),
                    new MemberShape("because", new TextShape("Why; told when the case fails.")))) { NotEmpty = true },
            Required: true));

    /// <summary>All of a document of a kind.</summary>
    public static MapShape Document(string kind) => new(
        Specs[kind].Description,
        new MemberShape("apiVersion", new TextShape("The form of the document.") { Values = [ApiVersion] }, Required: true),
        new MemberShape("kind", new TextShape("What it is.") { Values = [kind] }, Required: true),
        new MemberShape("metadata", new MapShape("What it is called.", new MemberShape("name", Name(kind), Required: true)), Required: true),
        new MemberShape("spec", Specs[kind], Required: true));

    private static TextShape Name(string kind) => new("Unique among those of its kind.")
    {
        Form = kind == "Group"
            ? ("^[a-z0-9][a-z0-9._@-]{0,62}$", "up to 63 of a-z, 0-9, '.', '_', '@' and '-', beginning with a letter or a digit")
            : ("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", "up to 63 lower-case letters, digits and '-', with a letter or a digit at both ends"),
    };

    private static ListShape Names(string description) => new(description, new TextShape(""));
}
