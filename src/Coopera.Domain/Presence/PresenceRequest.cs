namespace Coopera.Domain.Presence;

public enum PresenceRequestState
{
    Open,

    Accepted,

    Refused,
}

/// <summary>"Non risulto presente": somebody says that they were there, and staff decide.</summary>
public sealed class PresenceRequest
{
    public const int TextMaxLength = 1000;
    public const int AnswerMaxLength = 500;

    /// <summary>Of one registration, decided ones included.</summary>
    public const int Most = 3;

    private PresenceRequest()
    {
    }

    public PresenceRequest(Guid registrationId, string text, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (RegistrationId, Text, AskedAt, OpenKey) = (registrationId, Domain.Text.Cut(text, TextMaxLength), now, registrationId);
    }

    public Guid Id { get; private set; }

    public Guid RegistrationId { get; private set; }

    public string Text { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    public PresenceRequestState State { get; private set; }

    /// <summary>The registration, while it is open: one has one at a time.</summary>
    public Guid? OpenKey { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    /// <summary>What the person reads.</summary>
    public string? Answer { get; private set; }

    public void Decide(bool accepted, string by, string answer, DateTimeOffset now)
    {
        if (State != PresenceRequestState.Open)
        {
            throw new InvalidOperationException("It was decided before.");
        }

        State = accepted ? PresenceRequestState.Accepted : PresenceRequestState.Refused;
        (OpenKey, DecidedAt, DecidedBy, Answer) = (null, now, by, Domain.Text.Cut(answer, AnswerMaxLength));
    }
}
