namespace Coopera.Domain.Mail;

/// <summary>
/// What is kept of a message that came in: where it lies, whom it is from, what became of it. Never what it says: that stays in the
/// mailbox.
/// </summary>
public sealed class IncomingMessage
{
    public const int AccountMaxLength = 150;
    public const int MessageIdMaxLength = 200;
    public const int SenderMaxLength = EmailAddress.MaxLength;
    public const int SubjectMaxLength = 200;
    public const int DetailMaxLength = 500;
    public const int SearchTextMaxLength = SenderMaxLength + 1 + SubjectMaxLength;

    private IncomingMessage()
    {
    }

    /// <param name="account">The mailbox: user, server and folder.</param>
    /// <param name="messageId">Unique in the account: whatever comes twice is taken once.</param>
    public IncomingMessage(
        string account, long uidValidity, long uid, string messageId, string sender, string subject, DateTimeOffset receivedAt,
        DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        Account = account;
        UidValidity = uidValidity;
        Uid = uid;
        MessageId = messageId;
        Sender = Text.Cut(Text.CleanLine(sender), SenderMaxLength);
        Subject = Text.Cut(Text.CleanLine(subject), SubjectMaxLength);
        SearchText = Text.Cut(Text.Fold($"{Sender} {Subject}"), SearchTextMaxLength).TrimEnd();
        ReceivedAt = receivedAt;
        ReadAt = now;
    }

    public Guid Id { get; private set; }

    public string Account { get; private set; } = "";

    public long UidValidity { get; private set; }

    public long Uid { get; private set; }

    public string MessageId { get; private set; } = "";

    public string Sender { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    public DateTimeOffset ReceivedAt { get; private set; }

    public DateTimeOffset ReadAt { get; private set; }

    public InboxOutcome Outcome { get; private set; }

    public InboxTrouble? Trouble { get; private set; }

    /// <summary>What a server said, or what failed; empty when there is nothing more to know.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>The mail of ours that it is about.</summary>
    public Guid? MailId { get; private set; }

    public Guid? RegistrationId { get; private set; }

    public Guid? AdhesionId { get; private set; }

    public void Became(InboxOutcome outcome, string detail = "") => (Outcome, Detail) = (outcome, Kept(detail));

    public void SetAside(InboxTrouble trouble, string detail) =>
        (Outcome, Trouble, Detail) = (InboxOutcome.SetAside, trouble, Kept(detail));

    public void Concerns(OutgoingMail mail) => (MailId, RegistrationId, AdhesionId) = (mail.Id, mail.RegistrationId, mail.AdhesionId);

    public void ConcernsRegistration(Guid id) => RegistrationId = id;

    public void ConcernsAdhesion(Guid id) => AdhesionId = id;

    private static string Kept(string detail) => Text.Cut(Text.CleanParagraph(detail), DetailMaxLength);
}
