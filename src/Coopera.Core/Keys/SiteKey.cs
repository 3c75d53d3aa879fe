using System.Security.Cryptography;
using System.Text;

namespace Coopera.Core.Keys;

/// <summary>A secret that stands outside the database. Never used as it is: each use has a key of its own (RFC 5869).</summary>
public sealed class SiteKey
{
    public const int Length = 32;

    private readonly byte[] _secret;

    public SiteKey(byte[] secret)
    {
        _secret = secret;
        Id = Convert.ToHexStringLower(For("id"))[..16];
    }

    /// <summary>Says which key something was protected with, and nothing about it.</summary>
    public string Id { get; }

    public byte[] For(string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Length, info: Encoding.UTF8.GetBytes($"Coopera.{use}.v1"));
}

/// <param name="Current">Protects from now on.</param>
/// <param name="Retired">What they protected can be read.</param>
public sealed record SiteKeys(SiteKey Current, IReadOnlyList<SiteKey> Retired)
{
    public IEnumerable<SiteKey> All => Retired.Prepend(Current);

    public SiteKey? Find(string? id) => All.FirstOrDefault(key => key.Id == id);
}
