using System.Security.Cryptography;

namespace Coopera.Domain.Presence;

/// <summary>Several people before one screen. Who has opened it answers for it.</summary>
public sealed class PresenceRoom
{
    public const int CodeLength = 6;

    /// <summary>Whom its contact may declare.</summary>
    public const int MostDeclared = 60;

    /// <summary>Without those that are taken for each other.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private PresenceRoom()
    {
    }

    public PresenceRoom(int webinarId, Guid contactId, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (WebinarId, ContactId, OpenedAt) = (webinarId, contactId, now);
        Code = RandomNumberGenerator.GetString(Letters, CodeLength);
    }

    public Guid Id { get; private set; }

    public int WebinarId { get; private set; }

    /// <summary>The registration of who opened it.</summary>
    public Guid ContactId { get; private set; }

    public string Code { get; private set; } = "";

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsOpen => ClosedAt is null;

    public void Close(DateTimeOffset now) => ClosedAt ??= now;

    public static string CodeOf(string? typed) => Text.Fold(typed).Replace(" ", "", StringComparison.Ordinal);
}
