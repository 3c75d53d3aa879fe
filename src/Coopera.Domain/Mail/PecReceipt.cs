namespace Coopera.Domain.Mail;

/// <summary>What a provider of certified mail tells of a message. Stored by number: only add at the end.</summary>
public enum PecReceiptKind
{
    Accepted,
    NotAccepted,

    /// <summary>The recipient's provider has it.</summary>
    TakenInCharge,
    Delivered,

    /// <summary>Twelve hours without delivery: the provider goes on trying.</summary>
    DeliveryDelayed,
    NotDelivered,
    VirusFound,
}

public enum PecError
{
    None,
    NoRecipient,
    NoDomain,
    Virus,
    Other,
}

/// <summary>A receipt that came for a mail of ours, kept as it came: it is the proof.</summary>
public sealed class PecReceipt
{
    public const int IdentifierMaxLength = 400;
    public const int ErrorDetailMaxLength = 400;
    public const int ProviderMaxLength = 120;

    private PecReceipt()
    {
    }

    /// <param name="identifier">The provider's own number: a receipt that comes twice is one.</param>
    public PecReceipt(Guid mailId, PecReceiptKind kind, string identifier, DateTimeOffset at, bool isVerified, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        MailId = mailId;
        Kind = kind;
        Identifier = identifier;
        At = at;
        IsVerified = isVerified;
        ReceivedAt = now;
    }

    public Guid Id { get; private set; }

    public Guid MailId { get; private set; }

    public PecReceiptKind Kind { get; private set; }

    public string Identifier { get; private set; } = "";

    /// <summary>When it happened, as the provider certifies.</summary>
    public DateTimeOffset At { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>The provider's signature holds, and the provider is known.</summary>
    public bool IsVerified { get; private set; }

    public PecError Error { get; init; }

    public string? ErrorDetail { get; init; }

    public string? Provider { get; init; }

    /// <summary>Of the message as it came, in the store.</summary>
    public string StoreKey { get; init; } = "";

    public string Sha256 { get; init; } = "";
}
