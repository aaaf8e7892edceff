using CsCheck;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;
using static Sallyport.Access.Tests.Decisions.Town;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>What holds for every request and every policy.</summary>
public sealed class DecisionPropertyTests
{
    private static readonly Gen<string> Namespace = Gen.OneOf("shop", "payments", "default", "kube-system", "sallyport", "absent", "");
    private static readonly Gen<string> RoleName = Gen.OneOf([.. BuiltInRoles.All.Select(role => role.Name)]);

    private static readonly Gen<string> Resource = Gen.OneOf(
        "pods", "secrets", "configmaps", "nodes", "namespaces", "serviceaccounts", "deployments", "rolebindings", "clusterroles", "widgets", "gadgets", "services");

    private static readonly Gen<string> Subresource = Gen.OneOf(
        "", "", "", "log", "status", "scale", "exec", "attach", "portforward", "proxy", "ephemeralcontainers", "token", "console", "secrets", "odd");

    private static readonly Gen<string> Verb = Gen.OneOf(
        "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "proxy", "*", "", "impersonate");

    private static readonly Gen<string> ApiGroup = Gen.OneOf("", "apps", "rbac.authorization.k8s.io", "example.com", "subresources.kubevirt.io");

    private static readonly Gen<KubernetesRequest> Request =
        from verb in Verb from @group in ApiGroup from resource in Resource from sub in Subresource from ns in Namespace from name in Gen.OneOf("", "x", "sallyport")
        select ReviewedAction.OnResource(verb, @group, "v1", resource, sub, ns, name);

    private static readonly Gen<Scope> Place =
        from names in Namespace.Where(ns => ns.Length > 0).Array[1, 2]
        from scope in Gen.OneOf(
            Scope.Organization, Clusters("prod"), Clusters("pr*"), Clusters("other"), ShopProject, Namespaces("prod", names), Namespaces("", names),
            new Scope { Kind = ScopeKind.Namespace, NamespaceSelector = $"kubernetes.io/metadata.name in ({names[0]})" },
            new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "broken((" }, new Scope { Kind = ScopeKind.Project, Project = "gone" })
        select scope;

    private static readonly Gen<AccessSetting> AnySetting =
        from capability in Gen.OneOf(Capability.Secrets, Capability.Shell, Capability.PortForward)
        from level in Gen.Enum<SettingLevel>() from place in Place from locked in Gen.Bool
        from subject in Gen.OneOf(Subject.Everyone, Group("staff"), Role("project-read-only"), Group("others"))
        select Setting(capability, level, place, subject, locked) with { Commands = ["ls"] };

    private static readonly Gen<PolicyDocument> AnyDocument =
        from roles in RoleName.Array[0, 3] from places in Place.Array[3] from settings in AnySetting.Array[0, 4]
        select Document with
        {
            Assignments = [.. roles.Select((role, index) => Assign(role, places[index], "stranger") with { Id = $"{index}" })],
            Settings = [.. settings],
        };

    [Fact]
    public void Decide_ANarrowerAssignment_NeverAllowsMore() =>
        Gen.Select(RoleName, Place, AnySetting.Array[0, 4], Request).Sample((role, place, settings, request) =>
        {
            var document = Document with { Settings = [.. settings] };
            var wide = document with { Assignments = [Assign(role, Scope.Organization, "stranger")] };
            var narrow = document with { Assignments = [Assign(role, place, "stranger")] };

            return !Allowed(narrow, request) || Allowed(wide, request);
        });

    [Fact]
    public void Decide_OneMoreAssignment_NeverTakesAnythingAway() =>
        Gen.Select(AnyDocument, RoleName, Place, Request).Sample((document, role, place, request) =>
            !Allowed(document, request) || Allowed(document with { Assignments = document.Assignments.Add(Assign(role, place, "stranger") with { Id = "more" }) }, request));

    [Fact]
    public void Decide_OneMoreBlock_NeverOpensAnything() =>
        Gen.Select(AnyDocument, AnySetting, Request).Sample((document, setting, request) =>
            Allowed(document, request) || !Allowed(document with { Settings = document.Settings.Add(setting with { Level = SettingLevel.Closed }) }, request));

    [Fact]
    public void Decide_AGuardrail_AlwaysWins() =>
        Gen.Select(AnyDocument, Request).Sample((document, request) =>
        {
            var everything = new Guardrail("all", Scope.Organization, [new PolicyRule { ApiGroups = ["*"], Resources = ["*"], Verbs = ["*"] }], []);
            return !Allowed(document with { Guardrails = [everything] }, request);
        });

    [Fact]
    public void Decide_AReadOnlyRole_NeverWrites() =>
        Gen.Select(Place, AnySetting.Array[0, 4], Request).Sample((place, settings, request) =>
        {
            var document = Document with
            {
                Settings = [.. settings],
                Assignments = [.. BuiltInRoles.All.Where(role => role.ReadOnly).Select(role => Assign(role.Name, place, "stranger"))],
            };
            return !Allowed(document, request) || request.Verb is "get" or "list" or "watch" ||
                (request.Resource == "pods" && request.Subresource is "exec" or "attach" or "portforward" or "ephemeralcontainers");
        });

    [Fact]
    public void Decide_WhateverItAllows_IsInTheWantedSetAndReadsBack() =>
        Gen.Select(AnyDocument, Request).Sample((document, request) =>
        {
            var snapshot = AccessSnapshot.Compile(document);
            var decision = snapshot.Decide("stranger", Prod, request, Now);
            return !decision.Allowed || (request.Namespace == "absent" && decision.Place.Length > 0) ||
                (snapshot.WantedFor(Prod, "e", 1, Now).Groups.Contains(decision.Group) &&
                 Sallyport.Access.Enforcement.ImpersonatedGroup.TryParse(decision.Group.Name, out var read) && read == decision.Group);
        }, iter: 2_000);

    [Fact]
    public void DecideAndExplain_AnyRequestAtAll_NeverThrow()
    {
        var target = from parts in Gen.OneOf("api", "apis", "v1", "apps", "namespaces", "shop", "pods", "p", "exec", "secrets", "watch", "nodes", "proxy", "version", "").Array[0, 8]
                     from query in Gen.OneOf("", "?watch=true", "?fieldSelector=metadata.name%3Dx", "?verbose")
                     select "/" + string.Join('/', parts) + query;
        Gen.Select(AnyDocument, Gen.OneOf("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"), target, Gen.Bool).Sample((document, method, line, mayCreate) =>
        {
            var parsed = RequestParser.Parse(method, line);
            if (parsed.Understood)
            {
                var snapshot = AccessSnapshot.Compile(document);
                var decision = snapshot.Decide("stranger", Prod, parsed.Request, Now, mayCreate);
                snapshot.Explain("stranger", Prod, parsed.Request, decision, Now).Should().NotBeNullOrEmpty();
                snapshot.Weigh("stranger", Prod, parsed.Request, Now, mayCreate).Should().NotBeNull();
            }
        });
    }

    private static bool Allowed(PolicyDocument document, KubernetesRequest request) =>
        AccessSnapshot.Compile(document).Decide("stranger", Prod, request, Now).Allowed;
}
