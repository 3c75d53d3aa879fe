using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Presence.Reports;
using Coopera.Domain.Presence;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Domain.Words;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Imports;

/// <param name="Fingerprint">Of the plan that was confirmed.</param>
public sealed record PresenceOrder(
    int WebinarId, IReadOnlyList<GivenReport> Reports, IReadOnlyDictionary<string, PresenceChoice> Choices, string Fingerprint,
        string Staff,
    Guid? Form = null);

/// <summary>
/// Takes in what platforms tell of a webinar, all files or none. The plan is made again under the lock: when it is not the one that
/// somebody
/// confirmed, nothing happens. A file that stands is passed over.
/// </summary>
public sealed class ImportPresence(PresenceChange change)
{
    public Task<ChangeResult> RunAsync(PresenceOrder order, CancellationToken cancellationToken = default) => change.RunAsync(
        new ChangeRequest<int>(order.WebinarId, null, order.Staff, order.Form) { AnyVersion = true },
        async webinar => (await NewAsync(webinar.Db, order.WebinarId, order.Reports)).Count == 0,
        webinar => ImportAsync(webinar, order),
        cancellationToken: cancellationToken);

    /// <summary>Those that do not stand already.</summary>
    public static async Task<IReadOnlyList<GivenReport>> NewAsync(CooperaDb db, int webinarId, IReadOnlyList<GivenReport> reports)
    {
        var hashes = reports.Select(report => report.Hash).ToList();
        var there = await db.PresenceImports.Where(i => i.WebinarId == webinarId && i.ActiveHash != null && hashes.Contains(i.ActiveHash))
            .Select(i => i.ActiveHash!).ToListAsync();
        return [.. reports.DistinctBy(report => report.Hash).Where(report => !there.Contains(report.Hash))];
    }

    private static async Task<ChangeResult> ImportAsync(Change<Webinar> webinar, PresenceOrder order)
    {
        var (db, now) = (webinar.Db, webinar.Now);
        var reports = await NewAsync(db, order.WebinarId, order.Reports);
        var plan = (await PresencePlan.OfAsync(db, webinar.Thing, reports)).Saying(order.Choices);
        if (plan.Fingerprint != order.Fingerprint)
        {
            return ChangeResult.Stale;
        }

        if (plan.Found.Count == 0)
        {
            return ChangeResult.Refused(PresenceImportPhrases.NobodyFound);
        }

        List<PresenceImport> imports = [];
        foreach (var (file, report) in reports.Index())
        {
            var (found, rows) = (InFile(plan.Found, file), report.Report.Rows);
            var used = found.Sum(one => one.Person.Lines.Count);
            imports.Add(new PresenceImport(
                webinar.Thing.Id, webinar.Staff, new ImportedReport(report.FileName, report.Hash, $"{report.Report.Family}", rows),
                found.Select(one => one.Registration).Distinct().Count(), rows - used - report.Report.Around, now));
        }

        db.PresenceImports.AddRange(imports);
        await db.SaveChangesAsync(); // they get their numbers
        foreach (var (file, import) in imports.Index())
        {
            foreach (var group in InFile(plan.Found, file).GroupBy(one => one.Registration))
            {
                db.PresenceIntervals.AddRange(Together(group.SelectMany(one => one.Person.Stays)).Select(stay =>
                    new PresenceInterval(group.Key, PresenceSource.PlatformReport, stay.From,
                        stay.Until)
                    { PresenceImportId = import.Id }));
            }
        }

        await RememberAsync(webinar, plan, imports[0].Id);
        var people = plan.Found.Select(one => one.Chosen!.Id).Distinct().Count();
        var answer = webinar.Done(
            AuditAction.PresenceImported, PresenceImportPhrases.Register(imports, people), sentence: PresenceImportPhrases.Done(people));
        return answer with { Id = $"{imports[0].Id}" };
    }

    private static List<(Guid Registration, ReportPerson Person)> InFile(IReadOnlyList<PlannedPerson> people, int file) =>
        [.. people.SelectMany(one => one.Stays.Where(stay => stay.File == file), (one, stay) => (one.Chosen!.Id, stay.Person))];

    /// <summary>Two devices at once are one presence.</summary>
    internal static IEnumerable<TimeWindow> Together(IEnumerable<ReportStay> stays)
    {
        TimeWindow? open = null;
        foreach (var stay in stays.OrderBy(stay => stay.From))
        {
            if (open is { } window && stay.From <= window.Until)
            {
                open = window with { Until = stay.Until > window.Until ? stay.Until : window.Until };
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = new TimeWindow(stay.From, stay.Until);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static async Task RememberAsync(Change<Webinar> webinar, PresencePlan plan, int importId)
    {
        foreach (var person in plan.Found.Where(one => one is
        {
            Choice.Remember: true,
            Key.Length: > 0 and <= PresencePairing.KeyMaxLength
        }))
        {
            var pairing = await webinar.Db.PresencePairings.SingleOrDefaultAsync(p => p.Key == person.Key);
            if (pairing is null)
            {
                webinar.Db.PresencePairings.Add(pairing = new PresencePairing(person.Key));
            }

            pairing.Say(
                person.Person.Name, person.Chosen!.EmailKey, PersonName.KeyOf(person.Chosen.Name), importId, webinar.Staff, webinar.Now);
        }
    }
}
