using Coopera.Domain;
using Coopera.Domain.Words;

namespace Coopera.Core.Presence.Reports;

public enum ReportFamily
{
    ZoomMeeting,
    ZoomUniqueUsers,
    ZoomWebinar,
    TeamsMeeting,
    TeamsList,
    TeamsLiveEvent,
    GoogleMeet,
    Webex,
    GoToWebinar,

    /// <summary>Of none of these by its words, but who was there from when to when stands in it.</summary>
    Other,
}

public enum ReportPart
{
    Attendee,
    Panelist,
    Host,
}

/// <summary>Why a row of a report says nothing of anybody's presence.</summary>
public enum LeftOut
{
    WaitingRoom,
    DidNotAttend,

    /// <summary>The sum of a person's connections, where each of them has a row of its own.</summary>
    Sum,
    NoName,
    NoTimes,
}

/// <param name="IsPlaced">The report tells how long, but not, or not wholly, from when to when.</param>
public sealed record ReportStay(DateTimeOffset From, DateTimeOffset Until, bool IsPlaced = false);

/// <param name="Lines">The rows of the file that tell of them, from 1.</param>
public sealed record ReportPerson(
    string Name, IReadOnlyList<string> OtherNames, string? Email, ReportPart Part, IReadOnlyList<int> Lines,
        IReadOnlyList<ReportStay> Stays)
{
    /// <summary>The same for the same person in another file, and in the report of another webinar.</summary>
    public string Key => KeyOf(Name, Email);

    public IEnumerable<string> Names => OtherNames.Prepend(Name);

    public static string KeyOf(string name, string? email) => EmailAddress.TryParse(email, out var address)
        ? $"{address!.Key} {PersonName.KeyOf(name)}" : PersonName.KeyOf(name);
}

public sealed record LeftOutRow(int Line, string Who, LeftOut Why);

/// <summary>Every row of the file that is not empty is in it once: of a person, left out, or one of those around them.</summary>
/// <param name="Title">Of the meeting, where the report tells it.</param>
/// <param name="Around">Rows with titles, names of columns and what is said of the meeting itself.</param>
public sealed record PlatformReport(
    ReportFamily Family, string? Title, IReadOnlyList<ReportPerson> People, IReadOnlyList<LeftOutRow> LeftOut, int Around)
{
    public int Rows => People.Sum(person => person.Lines.Count) + LeftOut.Count + Around;

    /// <summary>Of whom it is known for how long, but not when.</summary>
    public int Placed => People.Count(person => person.Stays.Any(stay => stay.IsPlaced));
}

/// <param name="AsksOrder">Its dates may be read in two ways, and the day of the webinar fits neither or both.</param>
/// <param name="Report">Null when it is none.</param>
public sealed record ReadReport(PlatformReport? Report, bool AsksOrder);
