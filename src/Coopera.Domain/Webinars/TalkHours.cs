namespace Coopera.Domain.Webinars;

public static class TalkHours
{
    /// <summary>"15:00–15:45", "15:00"; null where it is not told.</summary>
    public static string? Hours(this Talk talk) =>
        talk.Begins is not { } begins ? null
        : talk.Ends is { } ends ? $"{RomeTime.Time(begins)}–{RomeTime.Time(ends)}" : RomeTime.Time(begins);

    /// <summary>What a screen reader says well: "dalle 15:00 alle 15:45".</summary>
    public static string? HoursAloud(this Talk talk) => talk.Begins is not { } begins ? null
        : talk.Ends is { } ends ? RomeTime.Hours(begins, ends) : RomeTime.At(begins);

    /// <summary>"15:10–15:50 Il modello Torino", a line a talk; empty where no hour is told: titles alone are on the page.</summary>
    public static string Programme(this IReadOnlyList<Talk> talks) => talks.All(talk => talk.Begins is null) ? "" : string.Join(
        '\n', talks.OrderBy(talk => talk.Position).Select(talk => talk.Hours() is { } hours ? $"{hours} {talk.Title}" : talk.Title));
}
