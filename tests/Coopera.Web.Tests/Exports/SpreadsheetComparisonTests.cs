using Coopera.Core.Exports;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Testing.Reading;
using Coopera.Web.Tests.Admin;
using Coopera.Web.Tests.Hosting;

namespace Coopera.Web.Tests.Exports;

/// <summary>Every list of the back office as CSV and as a spreadsheet, opened by LibreOffice in Italian: the same, cell by cell.</summary>
public sealed class SpreadsheetComparisonTests : IDisposable
{
    // What a spreadsheet reads as a number, a day, an hour, money, a truth value, an error or a formula.
    private static readonly string[] Texts =
    [
        "00123", "3/4", "10E5", "1e3", "VERO", "falso", "TRUE", "1 1/2", "2026-11-01", "31/01/2026", "31-1-26", "5 maggio 2026", "gen-26",
        "10:30", "10:30 PM", "50%", "€ 10", "10 EUR", "1,5", "1.000", "1.234,56", "(123)", "#N/D", "12345678901234567890", "0911234567",
        "+5", "-5", "=1+1", "@SUM(A1)", "x;=1+1", "uno\ndue", " 7 ", "1-2-3", "1.2.2026", "12'000", "007", "Mar 3", "3 Marzo", "2", "sì",
    ];

    private static readonly EmailAddress Office = EmailAddress.Parse("ufficio@comune.example");

    private readonly CooperaSite _site = CoordinationFiles.Site();

    [Fact]
    public async Task Every_csv_says_what_the_spreadsheet_says_and_text_stays_text()
    {
        var webinar = await FillAsync();
        var staff = await _site.NewStaffMemberAsync();
        var lists = (await EveryRoute.OfAsync(_site)).Select(route => route.Pattern)
            .Where(pattern => pattern.StartsWith("/gestione/", StringComparison.Ordinal)
                && pattern.EndsWith(".csv", StringComparison.Ordinal)
                && !pattern.Contains("{round}", StringComparison.Ordinal)) // has nothing to show before five have answered
            .Select(pattern => pattern.Replace("{id:int}", $"{webinar.Id}", StringComparison.Ordinal)).Distinct().ToList();
        var (csv, xlsx) = (new List<(string, byte[])>(), new List<(string, byte[])>());
        foreach (var list in lists)
        {
            var name = list.Replace('/', '_')[..^4];
            csv.Add((name, await staff.Client.GetByteArrayAsync($"{list}?scopo=organizzare&stato=All")));
            xlsx.Add((name, await staff.Client.GetByteArrayAsync($"{list[..^4]}.xlsx?scopo=organizzare&stato=All")));
        }

        Assert.Equal(8, lists.Count);
        var sheets = LibreOffice.OpenXlsx([.. xlsx]);
        foreach (var likeExcel in new[] { true, false })
        {
            var opened = LibreOffice.OpenCsv(likeExcel, [.. csv]);
            foreach (var (name, sheet) in sheets)
            {
                // The register's own export stands in it.
                var lines = name.EndsWith("registro", StringComparison.Ordinal) ? sheet.Length - 2 : sheet.Length;
                Assert.True(lines > 1, $"{name} is empty.");
                Assert.Empty(Differences(name, [.. sheet.Take(lines)], [.. opened[name].Take(lines)], likeExcel));
            }
        }
    }

    public void Dispose() => _site.Dispose();

    private static Action<Adhesion, PublicBody> Told(string protocol, string role, string unit) => (adhesion, body) =>
    {
        adhesion.TellPeople(
            body, adhesion.LegalRepresentative, new ContactPerson("Agata", "Lo Bue", unit, role, "3331234567", Office),
            new ContactPerson("Nicolò", "Lo Bue", role, unit, "0901234567", Office), Actor.Body, CoordinationFiles.Now);
        CoordinationFiles.Protocolled(protocol)(adhesion, body);
    };

    private static IEnumerable<string> Differences(string name, SheetCell[][] sheet, SheetCell[][] csv, bool likeExcel)
    {
        if (sheet.Length != csv.Length)
        {
            yield return $"{name}: {sheet.Length} rows in the spreadsheet, {csv.Length} in the CSV";
            yield break;
        }

        for (var row = 0; row < sheet.Length; row++)
        {
            for (var column = 0; column < Math.Max(sheet[row].Length, csv[row].Length); column++)
            {
                var (right, read) = (sheet[row].ElementAtOrDefault(column) ?? SheetCell.Empty, csv[row].ElementAtOrDefault(column));
                if (read is null ? right != SheetCell.Empty : !IsSame(right, read, likeExcel))
                {
                    yield return $"{name}, row {row + 1}, column {column + 1}: {right} in the spreadsheet, {read} in the CSV";
                }
            }
        }
    }

    // A CSV has no seconds, an apostrophe before what would be a formula, and days only where they are looked for.
    private static bool IsSame(SheetCell sheet, SheetCell csv, bool likeExcel) => sheet.Kind switch
    {
        "string" => csv == sheet with { Text = SafeCell.AsText(SafeCell.NeutralThroughout(sheet.Text)) },
        "date" when !likeExcel => csv.Kind == "string" && csv.Text.Length is 10 or 16,
        "date" => csv.Kind == "date" && csv.Text[..Math.Min(16, csv.Text.Length)] == sheet.Text[..Math.Min(16, sheet.Text.Length)],
        _ => csv == sheet,
    };

    private async Task<Domain.Webinars.Webinar> FillAsync()
    {
        var webinar = await _site.WebinarAsync(() => new(
            "prova", "Accogliere insieme", CoordinationFiles.Now.AddDays(14), CoordinationFiles.Now.AddDays(14).AddHours(2)));
        var question = await _site.AskAsync(webinar, Questions.Note);
        await _site.WriteAsync(async db =>
        {
            foreach (var (told, i) in Texts.Select((told, i) => (told, i)))
            {
                var person = People.Person($"{i}@comune.example", "Maria", "Rossi") with
                {
                    Role = told,
                    OtherBody = told,
                    PublicBodyCode = null,
                    BodyName = told,
                    Phone = $"0911{i:000000}",
                };
                var registration = Registration.SignUp(
                    webinar.Id, i + 1, null, person, People.Notice, CoordinationFiles.Now.AddMinutes(i));
                registration.Cancel(told, CoordinationFiles.Now.AddHours(1));
                db.Registrations.Add(registration);
                db.Answers.Add(new Answer(registration.Id, question.Id, told));
                db.Certificates.Add(new Certificate(
                    registration, 2026, i + 1, SampleCertificates.Facts with { Body = told, Title = told }, "segreteria@anci.example",
                    CoordinationFiles.Now));
            }

            await Task.CompletedTask;
        });
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Accepted, more: Told("0000123", "3/4", "VERO"));
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.Submitted, more: Told("1234567", "10E5", "00123"));
        await _site.WriteAsync(async db =>
        {
            db.SchedaRequests.Add(new SchedaRequest(
                EmailAddress.Parse("uno@comune.example"), await db.PublicBodies.FindAsync(CoordinationFiles.Cefalu), null, "2026-01-01",
                CoordinationFiles.Now));
            db.SchedaRequests.Add(new SchedaRequest(
                EmailAddress.Parse("due@comune.example"), null, "10E5", "2026-01-01", CoordinationFiles.Now));
        });
        return webinar;
    }
}
