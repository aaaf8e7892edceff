using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sallyport.Cli.SigningIn;

/// <summary>Proof that whoever redeems a code is who asked for it (RFC 7636).</summary>
internal sealed record Pkce(string Verifier)
{
    /// <summary>RFC 7636, section 4.2: <c>S256</c>.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static Pkce Make() => new(RandomText());

    /// <summary>256 bits, in letters that a URL may carry.</summary>
    public static string RandomText() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
