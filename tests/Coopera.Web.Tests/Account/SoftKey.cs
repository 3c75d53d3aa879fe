using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Coopera.Web.Tests.Account;

/// <summary>
/// An authenticator in software (WebAuthn, ES256, no attestation), whose counter stays at zero as that of passkeys kept in a cloud does.
/// </summary>
internal sealed class SoftKey : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HoldsKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _user = "";

    /// <summary>The browser's answer to the question for a new passkey.</summary>
    public string Create(JsonElement options, string origin)
    {
        _user = options.GetProperty("user").GetProperty("id").GetString()!;
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        byte[] data =
        [
            .. Head(options.GetProperty("rp").GetProperty("id").GetString()!, Present | Verified | HoldsKey),
            .. new byte[16], 0, (byte)_id.Length, .. _id,
            // the key, as COSE writes it
            0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!,
        ];
        byte[] attestation =
        [
            0xA3, .. Word("fmt"), .. Word("none"), .. Word("attStmt"), 0xA0, .. Word("authData"), 0x58, (byte)data.Length, .. data,
        ];
        return Answer(new()
        {
            ["clientDataJSON"] = Encode(Client("webauthn.create", options, origin)),
            ["attestationObject"] = Encode(attestation),
        });
    }

    /// <summary>The browser's answer to the question who comes.</summary>
    public string Get(JsonElement options, string origin)
    {
        var data = Head(options.GetProperty("rpId").GetString()!, Present | Verified);
        var client = Client("webauthn.get", options, origin);
        return Answer(new()
        {
            ["clientDataJSON"] = Encode(client),
            ["authenticatorData"] = Encode(data),
            ["signature"] = Encode(
                _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = _user,
        });
    }

    public void Dispose() => _key.Dispose();

    private static byte[] Head(string site, int flags)
    {
        var head = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(site), head);
        head[32] = (byte)flags;
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(33), 0);
        return head;
    }

    private static byte[] Client(string type, JsonElement options, string origin) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false });

    private string Answer(Dictionary<string, string> response) => JsonSerializer.Serialize(
        new { id = Encode(_id), rawId = Encode(_id), type = "public-key", clientExtensionResults = new { }, response });

    private static byte[] Word(string word) => [(byte)(0x60 + word.Length), .. Encoding.ASCII.GetBytes(word)];

    private static string Encode(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
