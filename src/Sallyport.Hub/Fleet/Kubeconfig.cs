using System.Text;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Fleet;

/// <summary>Writes kubeconfigs: one context a cluster, named after it, that any kubectl understands without a plugin.</summary>
internal sealed class Kubeconfig(CertificateAuthorities authorities)
{
    /// <summary>Cluster names and user names are made of characters that YAML needs no quotes for.</summary>
    public string Write(Uri gateway, IEnumerable<string> clusters, string user, string token)
    {
        var names = clusters.ToArray();
        var ca = Convert.ToBase64String(Encoding.ASCII.GetBytes(authorities.Server.CertificatePem));
        var server = gateway.GetLeftPart(UriPartial.Authority);
        var text = new StringBuilder("apiVersion: v1\nkind: Config\npreferences: {}\n");
        text.Append("current-context: ").Append(names.Length > 0 ? names[0] : "\"\"").Append('\n');
        text.Append(names.Length > 0 ? "clusters:\n" : "clusters: []\n");
        foreach (var name in names)
        {
            text.Append("- name: ").Append(name).Append("\n  cluster:\n    server: ").Append(server)
                .Append("\n    tls-server-name: ").Append(GatewayNames.ServerName(name))
                .Append("\n    certificate-authority-data: ").Append(ca).Append('\n');
        }

        text.Append(names.Length > 0 ? "contexts:\n" : "contexts: []\n");
        foreach (var name in names)
        {
            text.Append("- name: ").Append(name).Append("\n  context:\n    cluster: ").Append(name)
                .Append("\n    user: \"").Append(user).Append("\"\n");
        }

        text.Append("users:\n- name: \"").Append(user).Append("\"\n  user:\n    token: ").Append(token).Append('\n');
        return text.ToString();
    }
}
