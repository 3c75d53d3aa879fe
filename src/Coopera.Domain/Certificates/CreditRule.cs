namespace Coopera.Domain.Certificates;

/// <summary>
/// The professional credits that a webinar gives. Without the id by which the Ordine knows the event no certificate tells of any.
/// </summary>
public sealed class CreditRule
{
    public const int MostCredits = 100;
    public const int EventIdMaxLength = 60;

    private CreditRule()
    {
    }

    public CreditRule(int webinarId) => WebinarId = webinarId;

    public int WebinarId { get; private set; }

    public int Total { get; private set; }

    public int Deontological { get; private set; }

    public string EventId { get; private set; } = "";

    public int Version { get; private set; }

    public CertificateCredits? Credits => EventId.Length > 0 && Total > 0 ? new(Total, Deontological, EventId) : null;

    public void Change(int total, int deontological, string eventId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deontological);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deontological, total);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(total, MostCredits);
        (Total, Deontological, EventId) = (total, deontological, eventId);
        Version++;
    }
}
