using System.Security.Cryptography;
using System.Text.Json;

namespace Coopera.Domain.Staff;

/// <summary>
/// The words of a row can go and the row still be proven: its hash is over a digest of the words, made with a salt that goes with them.
/// Of a row from before there were digests the hash can be computed no more; it stays, and a seal says that the site had verified it.
/// </summary>
public sealed partial class AuditEntry
{
    public const int SaltLength = 32;

    /// <summary>Null in rows from before there were digests, and once the words are gone.</summary>
    public string? Salt { get; private set; }

    /// <summary>Of the words, with the salt; null in rows from before it was made.</summary>
    public string? WordsDigest { get; private set; }

    /// <summary>When the words went.</summary>
    public DateTimeOffset? RedactedAt { get; private set; }

    /// <summary>Of what is left, so that nobody but the site takes words away.</summary>
    public string? RedactionSeal { get; private set; }

    public bool IsRedacted => RedactedAt is not null;

    /// <summary>For the row whose words go; null for one that is not as the site wrote it: who looks into that needs them.</summary>
    /// <param name="isSealed">False for rows of before there was a key.</param>
    public string? RedactionBy(RegisterSeal seal, bool isSealed, DateTimeOffset at) =>
        !IsRedacted && (isSealed ? IsSealedBy(seal) : HasPlainHash()) ? seal.Of(RedactedContent(at)) : null;

    private bool IsRedactedBy(RegisterSeal seal) =>
        (Actor + Subject + Details + Before + After + Reason + SearchText + Salt).Length == 0
        && seal.Holds(RedactedContent(RedactedAt!.Value), RedactionSeal ?? "")
        && (WordsDigest is null || seal.Holds(DigestedContent(), Hash));

    private void Digest()
    {
        Salt = RandomNumberGenerator.GetHexString(SaltLength, lowercase: true);
        WordsDigest = DigestOfWords();
    }

    private string DigestOfWords() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new[] { Salt, Actor, Subject, Details, Before, After, Reason, SearchText })));

    private byte[] DigestedContent() => JsonSerializer.SerializeToUtf8Bytes(
        new object?[] { "digest", Number, At.ToUnixTimeMilliseconds(), Action, SubjectKey, PreviousHash, WordsDigest });

    private byte[] RedactedContent(DateTimeOffset at) => JsonSerializer.SerializeToUtf8Bytes(
        new object?[]
        {
            "redacted", Number, At.ToUnixTimeMilliseconds(), Action, SubjectKey, PreviousHash, WordsDigest, Hash,
            at.ToUnixTimeMilliseconds(),
        });
}
