using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Failing;

/// <summary>nginx before the hub, with a certificate of its own and sixty seconds of patience with a silent connection.</summary>
internal sealed class TerminatingProxy : IAsyncDisposable
{
    private readonly RunningProcess _process;
    private readonly string _log;

    private TerminatingProxy(RunningProcess process, string log, int port)
    {
        _process = process;
        _log = log;
        Port = port;
    }

    public int Port { get; }

    public static async Task<TerminatingProxy> StartAsync(HubPlace place)
    {
        var program = Machine.Program("nginx");
        var port = FreePort.Next();
        var folder = Directory.CreateDirectory(Path.Combine(place.Data, "nginx")).FullName;
        await WriteCertificateAsync(folder);
        var configuration = Path.Combine(folder, "nginx.conf");
        var log = Path.Combine(folder, "opened.log");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off;
            worker_processes 1;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              server {
                listen 127.0.0.1:{{port}} ssl;
                ssl_certificate {{folder}}/proxy.crt;
                ssl_certificate_key {{folder}}/proxy.key;
                location /agent {
                  access_log {{log}};
                  proxy_pass https://127.0.0.1:{{place.GatewayPort}};
                  proxy_http_version 1.1;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection upgrade;
                  proxy_read_timeout 60s;
                  proxy_send_timeout 60s;
                }
              }
            }

            """);
        var process = RunningProcess.Start(program, ["-c", configuration, "-e", Path.Combine(folder, "error.log")]);
        await Listening.OnAsync(port, process);
        return new TerminatingProxy(process, log, port);
    }

    /// <summary>Agents' connections that have passed through and ended; the log has a line for each.</summary>
    public async Task<int> ConnectionsAsync() => File.Exists(_log) ? (await File.ReadAllLinesAsync(_log)).Length : 0;

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task WriteCertificateAsync(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ingress.example", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "proxy.crt"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "proxy.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
