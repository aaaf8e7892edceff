using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Sallyport.Demo.Http;

namespace Sallyport.Demo.Rbac;

/// <summary>Bearer tokens, and impersonation for those who may.</summary>
internal sealed class Authentication(Authorizer authorizer, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (Identity Identity, DateTimeOffset End)> _tokens =
        new(StringComparer.Ordinal);

    /// <summary>A new token for an identity, for ever or until a moment.</summary>
    public string Issue(Identity identity, DateTimeOffset? end = null)
    {
        foreach ((string old, (_, DateTimeOffset over)) in _tokens)
        {
            if (over < time.GetUtcNow())
            {
                _tokens.TryRemove(old, out _);
            }
        }

        string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        _tokens[token] = (identity, end ?? DateTimeOffset.MaxValue);
        return token;
    }

    public Identity Identify(HttpContext context)
    {
        string? header = context.Request.Headers.Authorization;
        if (string.IsNullOrEmpty(header))
        {
            return Impersonate(context, Identity.Anonymous);
        }

        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && _tokens.TryGetValue(header["Bearer ".Length..].Trim(), out (Identity Identity, DateTimeOffset End) known)
            && known.End > time.GetUtcNow()
                ? Impersonate(context, known.Identity)
                : throw ApiException.Unauthorized();
    }

    private Identity Impersonate(HttpContext context, Identity caller)
    {
        string user = context.Request.Headers["Impersonate-User"].FirstOrDefault() ?? "";
        string[] groups = [.. context.Request.Headers["Impersonate-Group"].OfType<string>()];
        string uid = context.Request.Headers["Impersonate-Uid"].FirstOrDefault() ?? "";
        bool extra = context.Request.Headers.Keys.Any(
            key => key.StartsWith("Impersonate-Extra-", StringComparison.OrdinalIgnoreCase));
        if (user.Length == 0)
        {
            return groups.Length == 0 && uid.Length == 0 && !extra
                ? caller
                : throw ApiException.BadRequest("requested impersonation without impersonating a user");
        }

        if (Identity.ServiceAccountPrefix.Length < user.Length
            && user.StartsWith(Identity.ServiceAccountPrefix, StringComparison.Ordinal)
            && user[Identity.ServiceAccountPrefix.Length..].Split(':') is [{ Length: > 0 } ns, { Length: > 0 } account])
        {
            Demand("serviceaccounts", account, ns);
            if (groups.Length == 0)
            {
                return Identity.ServiceAccount(ns, account) with { Uid = uid };
            }
        }
        else
        {
            Demand("users", user, "");
        }

        foreach (string group in groups)
        {
            Demand("groups", group, "");
        }

        if (uid.Length > 0)
        {
            authorizer.Demand(caller, new AccessAttributes("impersonate")
            {
                Group = "authentication.k8s.io",
                Resource = "uids",
                Name = uid,
            });
        }

        if (extra)
        {
            authorizer.Demand(caller, new AccessAttributes("impersonate")
            {
                Group = "authentication.k8s.io",
                Resource = "userextras",
            });
        }

        string own = user == Identity.Anonymous.User ? Identity.Anonymous.Groups[0] : Identity.Authenticated;
        return new Identity(user, groups.Contains(own) ? [.. groups] : [.. groups, own]) { Uid = uid };

        void Demand(string resource, string name, string where) =>
            authorizer.Demand(caller, new AccessAttributes("impersonate")
            {
                Resource = resource,
                Name = name,
                Namespace = where,
            });
    }
}
