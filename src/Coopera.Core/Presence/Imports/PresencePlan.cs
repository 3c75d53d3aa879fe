using System.Security.Cryptography;
using System.Text;
using Coopera.Core.Data;
using Coopera.Core.Presence.Matching;
using Coopera.Core.Presence.Reports;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Imports;

/// <param name="Hash">SHA-256 of its bytes, in hexadecimal.</param>
public sealed record GivenReport(string FileName, string Hash, PlatformReport Report);

/// <summary>What somebody said of one of whom a report tells.</summary>
/// <param name="Person">A registration; null: nobody of the webinar.</param>
/// <param name="Remember">At other webinars, too.</param>
public sealed record PresenceChoice(Guid? Person, bool Remember);

/// <param name="Stays">In each file that tells of them.</param>
/// <param name="Chosen">Whose the intervals become; null: nobody's.</param>
/// <param name="Choice">Null: nobody has said anything, and the machine has decided if it could.</param>
public sealed record PlannedPerson(
    ReportPerson Person, IReadOnlyList<(int File, ReportPerson Person)> Stays, PersonMatch Match, KnownPerson? Chosen,
        PresenceChoice? Choice)
{
    public string Key => Person.Key;

    public int Rows => Stays.Sum(one => one.Person.Lines.Count);

    public bool IsOpen => Chosen is null && Choice is null && !IsApart;

    /// <summary>Who holds the webinar need not be signed up to it.</summary>
    public bool IsApart => Chosen is null && Choice is null && Person.Part != ReportPart.Attendee;
}

/// <summary>
/// What would become of each row of the reports if they were taken in now. Under the webinar's lock it is what becomes of it.
/// </summary>
/// <param name="Known">Everybody whom a row can be said to be.</param>
public sealed record PresencePlan(
    IReadOnlyList<GivenReport> Reports, IReadOnlyList<PlannedPerson> People, IReadOnlyList<KnownPerson> Known, TimeWindow Planned)
{
    private const int Chunk = 500; // each key is a parameter, and SQL Server takes 2100

    public IReadOnlyList<PlannedPerson> Found { get; } = [.. People.Where(person => person.Chosen is not null)];

    public IReadOnlyList<PlannedPerson> Open { get; } = [.. People.Where(person => person.IsOpen)];

    public IReadOnlyList<PlannedPerson> Apart { get; } = [.. People.Where(person => person.IsApart)];

    public IReadOnlyList<PlannedPerson> SaidNobody { get; } = [.. People.Where(person => person.Chosen is null
        && person.Choice is not null)];

    /// <summary>
    /// The same only while the same files are of the same people by themselves, and everybody who can be chosen is who they were: whatever
    /// somebody has chosen on the page that showed it.
    /// </summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Reports
        .Select(report => report.Hash)
        .Concat(Known.Select(one => $"{one.Id}\t{one.Name}\t{one.EmailKey}\t{one.IsActive}").Order(StringComparer.Ordinal))
        .Concat(People.Select(one => $"{one.Key}\t{one.Match.Known?.Id}").Order(StringComparer.Ordinal))))));

    /// <summary>Nothing of it is of the webinar's day: it may be the report of another one.</summary>
    public bool IsOfAnotherDay => !Reports.SelectMany(report => report.Report.People).SelectMany(person => person.Stays)
        .Any(stay => stay.Until > Planned.From - ReportDates.Around && stay.From < Planned.Until + ReportDates.Around);

    /// <summary>The title of a report that has no word in common with the webinar's.</summary>
    public string? OtherTitle(string title)
    {
        var words = Telling(title);
        return Reports.Select(report => report.Report.Title).OfType<string>()
            .FirstOrDefault(other => Telling(other) is { Count: > 0 } theirs && words.Count > 0 && !theirs.Overlaps(words));

        static HashSet<string> Telling(string text) => [.. Text.Fold(text).Split(' ').Where(word => word.Length > 3)];
    }

    /// <summary>As the machine has it, before anybody has said anything.</summary>
    public static async Task<PresencePlan> OfAsync(CooperaDb db, Webinar webinar, IReadOnlyList<GivenReport> reports)
    {
        var known = await KnownAsync(db, webinar.Id);
        var people = reports.Index().SelectMany(report => report.Item.Report.People, (report, person) =>
            (File: report.Index, Person: person))
            .GroupBy(one => one.Person.Key).Select(group => group.ToList()).ToList();
        var remembered = await RememberedAsync(db, [.. people.Select(group => group[0].Person.Key)]);
        var matches = PersonMatching.Match([.. people.Select(group => Sought(group, remembered))], known);
        return new PresencePlan(
            reports, [.. people.Zip(matches, (group, match) => new PlannedPerson(group[0].Person, group, match, match.Known, null))], known,
            new TimeWindow(webinar.StartsAt, webinar.EndsAt));
    }

    /// <summary>The same plan, with what somebody said of each.</summary>
    public PresencePlan Saying(IReadOnlyDictionary<string, PresenceChoice> choices)
    {
        var byId = Known.ToDictionary(person => person.Id);
        return new PresencePlan(Reports, [.. People.Select(person => choices.GetValueOrDefault(person.Match.Sought.Key) is { } choice
            ? person with { Chosen = choice.Person is { } id ? byId.GetValueOrDefault(id) : null, Choice = choice }
            : person)], Known, Planned);
    }

    private static SoughtPerson Sought(List<(int File, ReportPerson Person)> group, Dictionary<string, RememberedPerson> remembered)
    {
        var first = group[0].Person;
        var email = EmailAddress.TryParse(first.Email, out var address) ? address : null;
        return new SoughtPerson(
            first.Key, [.. group.SelectMany(one => one.Person.Names).Distinct()], email?.Key, email is null ? null : Mailbox.KeyOf(email),
            remembered.GetValueOrDefault(first.Key));
    }

    private static async Task<IReadOnlyList<KnownPerson>> KnownAsync(CooperaDb db, int webinarId)
    {
        var people = await db.Registrations.AsNoTracking()
            .Where(r => r.WebinarId == webinarId && r.Status != RegistrationStatus.Unconfirmed).OrderBy(r => r.Number)
            .Select(r => new
            {
                r.Id,
                r.FirstName,
                r.LastName,
                r.EmailKey,
                r.OtherSpellingOf,
                r.OtherBody,
                r.Status,
                Body = db.PublicBodies.Where(body => body.Code == r.PublicBodyCode).Select(body => body.Name).FirstOrDefault(),
            }).ToListAsync();
        return [.. people.Select(one => new KnownPerson(
            one.Id, one.FirstName, one.LastName, one.EmailKey, one.OtherSpellingOf ?? one.EmailKey, one.Body ?? one.OtherBody ?? "",
            one.Status != RegistrationStatus.Cancelled))];
    }

    private static async Task<Dictionary<string, RememberedPerson>> RememberedAsync(CooperaDb db, IReadOnlyList<string> keys)
    {
        Dictionary<string, RememberedPerson> found = [];
        foreach (var chunk in keys.Where(key => key.Length <= PresencePairing.KeyMaxLength).Chunk(Chunk))
        {
            foreach (var pairing in await db.PresencePairings.AsNoTracking().Where(p => chunk.Contains(p.Key)).ToListAsync())
            {
                found[pairing.Key] = new RememberedPerson(pairing.EmailKey, pairing.NameKey);
            }
        }

        return found;
    }
}
