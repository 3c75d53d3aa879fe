namespace Coopera.Domain.PublicBodies;

/// <summary>A file of IPA whose changes staff took over.</summary>
public sealed class IpaImport
{
    public const int StaffMaxLength = 256;
    public const int SourceMaxLength = 200;
    public const int OutcomeMaxLength = 300;

    private IpaImport()
    {
    }

    /// <param name="day">The day of the file.</param>
    /// <param name="outcome">In words: what was taken over.</param>
    public IpaImport(string staff, string source, DateOnly day, string outcome, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (At, Day) = (now, day);
        Staff = Text.Cut(staff, StaffMaxLength);
        Source = Text.Cut(source, SourceMaxLength);
        Outcome = Text.Cut(outcome, OutcomeMaxLength);
    }

    public Guid Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Staff { get; private set; } = "";

    public string Source { get; private set; } = "";

    public DateOnly Day { get; private set; }

    public string Outcome { get; private set; } = "";
}
