namespace Coopera.Domain.Staff;

/// <summary>Who did what to which thing, and when. Rows are only ever added.</summary>
public sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    public AuditEntry(string actor, string action, string subject, string details, DateTimeOffset at)
    {
        Actor = actor;
        Action = action;
        Subject = subject;
        Details = details;
        At = at;
    }

    public long Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The staff member's address.</summary>
    public string Actor { get; private set; } = "";

    /// <summary>A verb phrase in Italian: "esporta gli iscritti".</summary>
    public string Action { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string Details { get; private set; } = "";
}
