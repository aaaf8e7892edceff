namespace Sallyport.Agent.Cluster;

/// <summary>
/// A service account's token as the kubelet mounts it: the file changes well before the token in it expires, so reading it
/// again every few seconds is enough, and a failed read keeps the token that still works.
/// </summary>
internal sealed class RotatingToken(string path, TimeProvider time) : KubernetesCredential
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(10);
    private volatile Reading? _last;

    internal override string Token
    {
        get
        {
            var last = _last;
            if (last is not null && time.GetElapsedTime(last.At) < Keep)
            {
                return last.Token;
            }

            try
            {
                var token = File.ReadAllText(path).Trim();
                if (token.Length == 0)
                {
                    throw new KubernetesUnavailableException($"the token file {path} is empty");
                }

                _last = new Reading(token, time.GetTimestamp());
                return token;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return last?.Token ?? throw new KubernetesUnavailableException($"the token file {path} cannot be read", e);
            }
        }
    }

    private sealed record Reading(string Token, long At);
}
