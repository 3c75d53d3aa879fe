using System.Security.Cryptography;
using System.Text.Json;

namespace Coopera.Domain.Staff;

/// <summary>
/// Who did what to which thing, and when. Rows are only ever added; each carries the hash of the one before, so that a row
/// changed or removed later is found out.
/// </summary>
public sealed class AuditEntry
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
        SearchText = Text.Cut(Text.Fold($"{Actor} {Action} {Subject} {Details}"), SearchTextMaxLength).TrimEnd();
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

    public void Seal(AuditChain chain)
    {
        Number = chain.Count + 1;
        PreviousHash = chain.LastHash;
        Hash = ComputeHash();
        chain.Append(this);
    }

    /// <summary>What the hash must be for the content as it is now.</summary>
    public string ComputeHash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new object?[]
        {
            Number, At.ToUnixTimeMilliseconds(), Actor, Action, Subject, SubjectKey, Details, Before, After, Reason, PreviousHash,
        })));

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

    internal void Append(AuditEntry entry)
    {
        Count = entry.Number;
        LastHash = entry.Hash;
    }
}

public static class AuditSubject
{
    public static string Webinar(int id) => $"webinar/{id}";

    public static string PressRelease(int id) => $"comunicato/{id}";

    public static string Registration(Guid id) => $"iscrizione/{id}";

    public static string Adhesion(Guid id) => $"adesione/{id}";

    public static string Account(string id) => $"utente/{id}";

    public static string Mail(Guid id) => $"posta/{id}";
}
