using System.Security.Cryptography;
using Coopera.Core.Data;
using Coopera.Core.Presence.Imports;
using Coopera.Core.Presence.Matching;
using Coopera.Core.Presence.Reports;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Webinars;

namespace Coopera.Web.Admin.Presence.Import;

/// <summary>From files and answers to what would be saved.</summary>
public sealed class PresenceImportReader(CooperaDb db)
{
    /// <summary>If there are more, it is hardly the right file.</summary>
    public const int MostAsked = 300;

    private static readonly MatchedBy[] WorthALook = [MatchedBy.Pairing, MatchedBy.NameAmongWords, MatchedBy.Similar];

    /// <summary>The file, or what is wrong with it.</summary>
    public static (ReadFile? File, string? Problem) Read(IFormFile file, Webinar webinar)
    {
        var name = Text.Cut(Text.CleanLine(Path.GetFileName(file.FileName)), PresenceImport.FileNameMaxLength);
        if (file.Length > ReportFile.Limits.File)
        {
            return (null, $"{name}: {PresenceImportPhrases.TooLarge}");
        }

        using var content = file.OpenReadStream();
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        content.Position = 0;
        var (table, fault) = ReportFile.Read(content);
        return table is null ? (null, $"{name}: {fault!.Value.Sentence()}")
            : ReportReader.Read(table, Planned(webinar)).Report is null ? (null, $"{name}: {PresenceImportPhrases.NotAReport}")
            : (new ReadFile(name, hash, table), null);
    }

    public async Task<PresenceImportReview> ReviewAsync(Webinar webinar, IReadOnlyList<ReadFile> files, PresenceImportForm form)
    {
        var read = files.DistinctBy(file => file.Hash)
            .Select(file => (file, read: ReportReader.Read(file.Table, Planned(webinar), form.Order))).ToList();
        var given = read.Select(one => new GivenReport(one.file.FileName, one.file.Hash, one.read.Report!)).ToList();
        var fresh = await ImportPresence.NewAsync(db, webinar.Id, given);
        var machine = await PresencePlan.OfAsync(db, webinar, fresh);
        var (choices, problems) = Choices(form, machine.Known);
        var plan = machine.Saying(choices);
        return new PresenceImportReview(
            webinar, given, choices, plan, [.. Asked(plan).Take(MostAsked).Select(person => Ask(person, form, problems))],
            [.. given.ExceptBy(fresh.Select(report => report.Hash), report => report.Hash)], read.Any(one => one.read.AsksOrder));
    }

    /// <summary>What was said of each; with what was typed and names nobody, or several.</summary>
    private static (Dictionary<string, PresenceChoice> Choices, Dictionary<string, string> Problems) Choices(
        PresenceImportForm form, IReadOnlyList<KnownPerson> known)
    {
        var (choices, problems) = (new Dictionary<string, PresenceChoice>(), new Dictionary<string, string>());
        foreach (var (i, key) in form.Keys.Index())
        {
            if (key is null)
            {
                continue;
            }

            var remember = form.Remember.Contains(i);
            if (Text.CleanLine(form.Others.ElementAtOrDefault(i)) is { Length: > 0 } typed)
            {
                if (Typed(typed, known) is [var person])
                {
                    choices[key] = new PresenceChoice(person.Id, remember);
                }
                else
                {
                    problems[key] = $"«{Text.Cut(typed, 80)}» non indica una sola persona iscritta: scegli tra i suggerimenti, oppure scrivi l’indirizzo.";
                }
            }
            else if (form.Choices.ElementAtOrDefault(i) is { Length: > 0 } choice)
            {
                choices[key] = choice == PresenceImportForm.Nobody ? new PresenceChoice(null, false)
                    : new PresenceChoice(Guid.TryParse(choice, out var id) ? id : null, remember);
            }
        }

        return (choices, problems);
    }

    public static string Entry(KnownPerson person) => $"{person.Name} <{person.EmailKey}>";

    private static List<KnownPerson> Typed(string typed, IReadOnlyList<KnownPerson> known)
    {
        var (folded, address) = (Text.Fold(typed), typed.ToLowerInvariant());
        var whole = known.Where(person => Entry(person) == typed).ToList();
        return whole.Count > 0 ? whole
            : [.. known.Where(person => person.EmailKey == address || Text.Fold(person.Name) == folded
                || Text.Fold($"{person.LastName} {person.FirstName}") == folded)];
    }

    private static IEnumerable<PlannedPerson> Asked(PresencePlan plan) => plan.People
        .Where(person => person.Match.Known is null || WorthALook.Contains(person.Match.By!.Value))
        .OrderBy(person => person.Match.Known is not null).ThenBy(person => person.Person.Part);

    private static AskedPerson Ask(PlannedPerson person, PresenceImportForm form, Dictionary<string, string> problems)
    {
        var at = form.Keys.IndexOf(person.Key);
        var offered = new[] { person.Match.Known, person.Choice is null ? null : person.Chosen }.OfType<KnownPerson>()
            .Concat(person.Match.Candidates).Distinct().ToList();
        var choice = person.Choice is null ? $"{person.Match.Known?.Id}" : person.Choice.Person is { } id ? $"{id}"
            : PresenceImportForm.Nobody;
        var problem = problems.GetValueOrDefault(person.Key);
        return new AskedPerson(
            person, offered, choice, problem is null ? "" : form.Others.ElementAtOrDefault(at) ?? "", at >= 0
                && form.Remember.Contains(at), problem);
    }

    private static TimeWindow Planned(Webinar webinar) => new(webinar.StartsAt, webinar.EndsAt);
}
