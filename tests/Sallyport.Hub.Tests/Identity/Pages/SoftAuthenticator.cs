using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Sallyport.Hub.Tests.Identity.Pages;

/// <summary>A passkey in software: ES256, no attestation, the person verified (WebAuthn level 3, section 6).</summary>
internal sealed class SoftAuthenticator(string origin) : IDisposable
{
    private const byte PresentVerified = 0b0000_0101;
    private const byte WithCredential = 0b0100_0000;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private byte[] _user = [];
    private uint _count;

    /// <summary>Answers the options of <c>navigator.credentials.create</c>.</summary>
    public string Make(string options)
    {
        var asked = JsonNode.Parse(options)!;
        _user = WebEncoders.Base64UrlDecode((string)asked["user"]!["id"]!);
        var point = _key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data((string)asked["rp"]!["id"]!, PresentVerified | WithCredential), .. new byte[16], 0, 32, .. _id, .. cose];
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0,
            0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data,
        ];
        return Credential(new
        {
            clientDataJSON = Encode(ClientData("webauthn.create", (string)asked["challenge"]!)),
            attestationObject = Encode(attestation),
            transports = new[] { "internal" },
        });
    }

    /// <summary>Answers the options of <c>navigator.credentials.get</c>.</summary>
    public string Show(string options)
    {
        var asked = JsonNode.Parse(options)!;
        var data = Data((string)asked["rpId"]!, PresentVerified);
        var client = ClientData("webauthn.get", (string)asked["challenge"]!);
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new
        {
            clientDataJSON = Encode(client),
            authenticatorData = Encode(data),
            signature = Encode(signature),
            userHandle = Encode(_user),
        });
    }

    public void Dispose() => _key.Dispose();

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Encode(_id),
        rawId = Encode(_id),
        type = "public-key",
        clientExtensionResults = new { },
        response,
    });

    private byte[] Data(string site, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++_count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(site)), flags, .. count];
    }

    private byte[] ClientData(string type, string challenge) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge, origin, crossOrigin = false });

    private static string Encode(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
