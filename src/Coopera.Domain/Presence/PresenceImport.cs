namespace Coopera.Domain.Presence;

/// <param name="Hash">SHA-256 of its bytes, in hexadecimal.</param>
/// <param name="Family">A code of whose report it is.</param>
/// <param name="Rows">That are not empty.</param>
public sealed record ImportedReport(string FileName, string Hash, string Family, int Rows);

/// <summary>A platform's report that staff took in: its intervals carry its number.</summary>
public sealed class PresenceImport
{
    public const int FileNameMaxLength = 200;
    public const int HashLength = 64;
    public const int FamilyMaxLength = 30;
    public const int StaffMaxLength = 256;

    private PresenceImport()
    {
    }

    /// <param name="people">Of the file, who were given their intervals.</param>
    /// <param name="leftOut">Rows of the file that gave nobody any.</param>
    public PresenceImport(int webinarId, string staff, ImportedReport report, int people, int leftOut, DateTimeOffset now)
    {
        (WebinarId, At, Rows, People, LeftOut) = (webinarId, now, report.Rows, people, leftOut);
        Staff = Text.Cut(staff, StaffMaxLength);
        FileName = Text.Cut(report.FileName, FileNameMaxLength);
        Family = Text.Cut(report.Family, FamilyMaxLength);
        Hash = ActiveHash = report.Hash;
    }

    public int Id { get; private set; }

    public int WebinarId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Staff { get; private set; } = "";

    public string FileName { get; private set; } = "";

    public string Hash { get; private set; } = "";

    /// <summary>The same while it stands, null once it is taken back: one webinar has a file once.</summary>
    public string? ActiveHash { get; private set; }

    public string Family { get; private set; } = "";

    public int Rows { get; private set; }

    public int People { get; private set; }

    public int LeftOut { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    public string? UndoneBy { get; private set; }

    /// <summary>People whose intervals stayed when it was taken back.</summary>
    public int Kept { get; private set; }

    public void Undo(string staff, int kept, DateTimeOffset now)
    {
        (UndoneAt, UndoneBy, Kept) = (now, Text.Cut(staff, StaffMaxLength), kept);
        ActiveHash = null;
    }
}
