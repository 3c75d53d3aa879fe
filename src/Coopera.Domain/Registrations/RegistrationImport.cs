namespace Coopera.Domain.Registrations;

/// <param name="Source">The file's name, or that it was pasted.</param>
/// <param name="Purpose">Why these people are signed up by somebody else, in the words of whoever did it.</param>
/// <param name="Informed">How they had the privacy notice.</param>
public sealed record ImportTerms(string Source, string Purpose, string Informed, bool SendsMail, bool BeyondPlaces, bool EvenCancelled);

/// <summary>A list of people whom staff signed up at once; for a week what nobody has touched since can be taken out again.</summary>
public sealed class RegistrationImport
{
    public const int SourceMaxLength = 200;
    public const int PurposeMaxLength = 300;
    public const int InformedMaxLength = 100;
    public const int StaffMaxLength = 256;

    public static readonly TimeSpan UndoWithin = TimeSpan.FromDays(7);

    private RegistrationImport()
    {
    }

    public RegistrationImport(int webinarId, string staff, ImportTerms terms, int rows, int added, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (WebinarId, At, Rows, Added, SentMail) = (webinarId, now, rows, added, terms.SendsMail);
        Staff = Text.Cut(staff, StaffMaxLength);
        Source = Text.Cut(terms.Source, SourceMaxLength);
        Purpose = Text.Cut(terms.Purpose, PurposeMaxLength);
        Informed = Text.Cut(terms.Informed, InformedMaxLength);
    }

    public Guid Id { get; private set; }

    public int WebinarId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Staff { get; private set; } = "";

    public string Source { get; private set; } = "";

    public string Purpose { get; private set; } = "";

    public string Informed { get; private set; } = "";

    public bool SentMail { get; private set; }

    /// <summary>Of the list.</summary>
    public int Rows { get; private set; }

    public int Added { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    public string? UndoneBy { get; private set; }

    public int Removed { get; private set; }

    /// <summary>Who had read of it already was not removed without a word.</summary>
    public int Cancelled { get; private set; }

    public DateTimeOffset UndoUntil => At + UndoWithin;

    public bool CanBeUndoneAt(DateTimeOffset now) => UndoneAt is null && now < UndoUntil;

    /// <summary>Its day has come: the counts stay.</summary>
    public void Forget()
    {
        (Staff, Source, Purpose, Informed) = ("", "", "", "");
        UndoneBy = UndoneBy is null ? null : "";
    }

    public void Undo(string staff, int removed, int cancelled, DateTimeOffset now)
    {
        (UndoneAt, UndoneBy) = (now, Text.Cut(staff, StaffMaxLength));
        (Removed, Cancelled) = (removed, cancelled);
    }
}

/// <summary>A registration that came with an import; it goes with the registration.</summary>
public sealed class ImportedRegistration
{
    private ImportedRegistration()
    {
    }

    public ImportedRegistration(Guid importId, Guid registrationId) => (ImportId, RegistrationId) = (importId, registrationId);

    public Guid RegistrationId { get; private set; }

    public Guid ImportId { get; private set; }
}
