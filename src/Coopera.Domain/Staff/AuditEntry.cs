using System.Security.Cryptography;
using System.Text.Json;

namespace Coopera.Domain.Staff;

/// <summary>
/// Who did what to which thing, and when. Rows are only ever added; each carries the hash of the one before, so that a row
/// changed or removed later is found out. The words of one may go on their day; see <see cref="IsRedacted"/>.
/// </summary>
public sealed partial class AuditEntry
{
    public const int ActorMaxLength = 256;
    public const int ActionMaxLength = 100;
    public const int SubjectMaxLength = 300;
    public const int SubjectKeyMaxLength = 80;
    public const int TextMaxLength = 4000;
    public const int HashLength = 64;
    public const int SearchTextMaxLength = 1000;

    private AuditEntry()
    {
    }

    /// <param name="at">Kept to the millisecond, which every engine stores the same.</param>
    public AuditEntry(string actor, string action, string subject, string details, DateTimeOffset at)
    {
        Actor = Text.Cut(actor, ActorMaxLength);
        Action = Text.Cut(action, ActionMaxLength);
        Subject = Text.Cut(subject, SubjectMaxLength);
        Details = Text.Cut(details, TextMaxLength);
        At = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
        SearchText = FoundBy;
    }

    public long Id { get; private set; }

    public long Number { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Actor { get; private set; } = "";

    /// <summary>An <see cref="AuditAction"/>: words are made of it when it is shown.</summary>
    public string Action { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>Kind and id, for finding everything done to one thing: see <see cref="AuditSubject"/>.</summary>
    public string? SubjectKey { get; init; }

    public string Details { get; private set; } = "";

    /// <summary>What changed, as it was before, in words ("Titolo: …", one a line); null when nothing was there.</summary>
    public string? Before { get; init => field = Cut(value); }

    public string? After { get; init => field = Cut(value); }

    public string? Reason { get; init => field = Cut(value); }

    public string SearchText { get; private set; } = "";

    public string PreviousHash { get; private set; } = "";

    public string Hash { get; private set; } = "";

    private string FoundBy => Text.Cut(Text.Fold($"{Actor} {Action} {Subject} {Details}"), SearchTextMaxLength).TrimEnd();

    public void Seal(AuditChain chain, RegisterSeal seal)
    {
        Number = chain.Count + 1;
        PreviousHash = chain.LastHash;
        Digest();
        Hash = seal.Of(DigestedContent());
        chain.Append(this, seal);
    }

    /// <summary>The row is as the site wrote it, its place in the chain included.</summary>
    public bool IsSealedBy(RegisterSeal seal) => IsRedacted ? IsRedactedBy(seal)
        : WordsDigest is null ? seal.Holds(Content([SearchText]), Hash)
        : WordsDigest == DigestOfWords() && seal.Holds(DigestedContent(), Hash);

    /// <summary>The same for rows of before there was a key: their hash did not hold what they are found by.</summary>
    public bool HasPlainHash() => ComputeHash() == Hash && SearchText == FoundBy;

    /// <summary>What the hash of a row of before there was a key must be for the content as it is now.</summary>
    public string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(Content([])));

    private byte[] Content(string[] more) => JsonSerializer.SerializeToUtf8Bytes(
        new object?[]
        {
            Number, At.ToUnixTimeMilliseconds(), Actor, Action, Subject, SubjectKey, Details, Before, After, Reason, PreviousHash,
        }.Concat(more).ToArray());

    private static string? Cut(string? text) => text is null ? null : Text.Cut(text, TextMaxLength);
}

public sealed class AuditChain
{
    public const int OnlyId = 1;
    public static readonly string NoHash = new('0', AuditEntry.HashLength);

    public int Id { get; private set; } = OnlyId;

    public long Count { get; private set; }

    public string LastHash { get; private set; } = NoHash;

    /// <summary>Rows before this one were written when the register had no key.</summary>
    public long SealedFrom { get; private set; } = 1;

    /// <summary>Of the end itself; empty while nothing was written with a key.</summary>
    public string Seal { get; private set; } = "";

    private byte[] Content => JsonSerializer.SerializeToUtf8Bytes(new object[] { "end", Count, LastHash, SealedFrom });

    /// <summary>Nobody moved the end but the site.</summary>
    public bool IsSealedBy(RegisterSeal seal) => seal.Holds(Content, Seal);

    /// <summary>The register of a version that had no key: what is there stays as it is, what comes is sealed.</summary>
    /// <returns>False when there is nothing to take over.</returns>
    public bool TakeOver(RegisterSeal seal)
    {
        if (Seal.Length > 0 || Count == 0)
        {
            return false;
        }

        SealedFrom = Count + 1;
        Seal = seal.Of(Content);
        return true;
    }

    /// <summary>An end that somebody else moved is not sealed again: it stays found out, whatever is written after it.</summary>
    internal void Append(AuditEntry entry, RegisterSeal seal)
    {
        var isOurs = IsSealedBy(seal) || this is { Count: 0, Seal: "", SealedFrom: 1 };
        (Count, LastHash) = (entry.Number, entry.Hash);
        Seal = isOurs ? seal.Of(Content) : Seal;
    }
}

public static class AuditSubject
{
    public static string Webinar(int id) => $"webinar/{id}";

    public static string PressRelease(int id) => $"comunicato/{id}";

    /// <param name="word">In the address of its page.</param>
    public static string SiteText(string word) => $"testo/{word}";

    public static string PublicBody(string code) => $"ente/{code}";

    public static string Registration(Guid id) => $"iscrizione/{id}";

    public static string Adhesion(Guid id) => $"adesione/{id}";

    public static string PecArrival(Guid id) => $"pec/{id}";

    public static string Account(string id) => $"utente/{id}";

    public static string Mail(Guid id) => $"posta/{id}";

    public static string MailAddress(Guid id) => $"indirizzo/{id}";

    public static string Certificate(Guid id) => $"attestato/{id}";
    public static string DataRequest(Guid id) => $"dati/{id}";

    public static string Mailing(Guid id) => $"messaggio/{id}";

    public static string Retention(Coopera.Domain.Retention.RetentionClass @class) => $"conservazione/{@class}";
}
