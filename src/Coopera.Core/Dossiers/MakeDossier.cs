using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Exports;
using Coopera.Core.Files;
using Coopera.Core.Presence.Evidence;
using Coopera.Core.PublicBodies;
using Coopera.Core.Questionnaires;
using Coopera.Domain;
using Coopera.Domain.Dossiers;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Dossiers;

/// <summary>
/// One archive for the fund's report: programmes, materials, lists, figures, and a declaration to sign that names every file by its hash.
/// The same rows make the same bytes, on any day and any node.
/// </summary>
public sealed class MakeDossier(
    CooperaDb db, PublicBodyDirectory directory, UploadStore store, AttendanceBooks books, RegisterOfPresences register)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    public Task<DossierFigures> CountAsync(DossierScope scope, CancellationToken cancellationToken = default) =>
        DossierFigures.OfAsync(db, directory, scope, cancellationToken);

    /// <returns>The files in it, the manifest excepted.</returns>
    public async Task<IReadOnlyList<DossierFile>> WriteAsync(
        DossierScope scope, Stream target, CancellationToken cancellationToken = default)
    {
        var figures = await CountAsync(scope, cancellationToken);
        await using var archive = await ZipArchive.CreateAsync(
            target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var zip = new DossierZip(archive, RomeTime.ToRome(scope.Date), cancellationToken);
        foreach (var (index, webinar) in scope.Webinars.Index())
        {
            var folder = $"{DossierZip.Place(index)}-{webinar.Slug}";
            await AddWebinarAsync(zip, folder, webinar, scope);
            await AddListsAsync(zip, folder, webinar, scope, cancellationToken);
        }

        await AddFiguresAsync(zip, scope, figures);
        await zip.AddAsync("dichiarazione-di-chiusura.pdf", ClosingDeclaration.Make(Declaration(scope, figures, zip.Files), scope.Date));
        IReadOnlyList<DossierFile> files = [.. zip.Files];
        await zip.AddAsync("manifest.json", JsonSerializer.SerializeToUtf8Bytes(Manifest(scope, figures, files), Json));
        return files;
    }

    private async Task AddWebinarAsync(DossierZip zip, string folder, Webinar webinar, DossierScope scope)
    {
        await zip.AddAsync($"{folder}/programma.pdf", WebinarProgramme.Make(Programme(webinar), scope.Date));
        foreach (var (index, material) in webinar.Materials.Where(material => material.IsFile).Index())
        {
            // A file that the folder has lost stands in the programme, and is missed here: "verify" tells the operator.
            if (store.Open(material.StoreKey!) is { } bytes)
            {
                await using (bytes)
                {
                    await zip.AddAsync($"{folder}/materiali/{DossierZip.Place(index)}-{FileName(material)}", bytes);
                }
            }
        }
    }

    /// <summary>Who was there, who has a certificate, what came out of the questionnaires; a list of nothing is left out.</summary>
    private async Task AddListsAsync(
        DossierZip zip, string folder, Webinar webinar, DossierScope scope, CancellationToken cancellationToken)
    {
        if (await books.ReadAsync(webinar.Id, cancellationToken) is { Rows.Count: > 0 } book)
        {
            await zip.AddAsync(
                $"{folder}/registro-presenze.pdf", PresenceRegister.Make(RegisterOfPresences.Paper(book), scope.Date));
            await zip.AddListAsync(
                $"{folder}/registro-presenze", "Presenze", RegisterOfPresences.Columns,
                await register.RowsAsync(book).ToListAsync(cancellationToken));
        }

        var certificates = await CertificateColumns.RowsAsync(
            db, webinar.Id, CertificateColumns.All, validOnly: false, cancellationToken).ToListAsync(cancellationToken);
        if (certificates.Count > 0)
        {
            await zip.AddListAsync(
                $"{folder}/attestati", "Attestati", [.. CertificateColumns.All.Select(column => column.Export)], certificates);
        }

        foreach (var survey in await db.Surveys.AsNoTracking().Where(s => s.WebinarId == webinar.Id).OrderBy(s => s.Id)
            .ToListAsync(cancellationToken))
        {
            if (await SurveyList.ResultsAsync(db, survey) is { } results)
            {
                await zip.AddListAsync(
                    $"{folder}/questionario-{survey.Round.Word()}", "Questionario", SurveyList.Columns, [.. SurveyList.Rows(results)]);
            }
        }
    }

    private static async Task AddFiguresAsync(DossierZip zip, DossierScope scope, DossierFigures figures)
    {
        await zip.AddListAsync("indicatori/per-tipo-di-partecipante", "Per tipo", Columns("Tipo"), Rows(figures.ByKind, figures.Total));
        await zip.AddListAsync("indicatori/per-ruolo", "Per ruolo", Columns("Ruolo"), Rows(figures.ByRole, figures.Total));
        await zip.AddListAsync("indicatori/per-provincia", "Per provincia", Columns("Provincia"), Rows(figures.ByProvince, figures.Total));
        await zip.AddListAsync("enti", "Enti", Columns("Ente o organizzazione"), Rows(figures.ByBody, figures.Total));
        await zip.AddListAsync(
            "webinar", "Webinar",
            [
                new("Webinar", Width: 50), new("Inizio", ExportCell.Moment), new("Fine", ExportCell.Moment), Number("Iscritti"),
                Number("Presenti"), Number("Oltre la soglia"), Number("Con attestato"),
            ],
            [
                .. scope.Webinars.Zip(figures.Webinars, (webinar, row) => new object?[]
                {
                    webinar.Title, RomeTime.ToRome(webinar.StartsAt).DateTime, RomeTime.ToRome(webinar.EndsAt).DateTime, row.Confirmed,
                    row.WereThere, row.Attended, row.Certified,
                }),
            ]);
        await zip.AddListAsync(
            "email", "Email", [new("Email", Width: 50), Number("Inviate"), Number("Tornate indietro")],
            [
                .. figures.Mails.Select(row => new object?[] { row.Kind, row.Sent, row.Refused }),
                new object?[] { "Totale", figures.Mails.Sum(row => row.Sent), figures.Mails.Sum(row => row.Refused) },
            ]);
    }

    private static IReadOnlyList<ExportColumn> Columns(string first) =>
        [new(first, Width: 44), Number("Persone iscritte"), Number("Presenti"), Number("Oltre la soglia"), Number("Con attestato")];

    private static ExportColumn Number(string title) => new(title, ExportCell.Number, 16);

    private static IReadOnlyList<object?[]> Rows(IReadOnlyList<IndicatorRow> rows, IndicatorRow total) =>
        [.. rows.Append(total).Select(row => new object?[] { row.Value, row.SignedUp, row.WereThere, row.Attended, row.Certified })];

    private static string FileName(Material material) => FileNames.Of(
        Path.GetFileNameWithoutExtension(material.FileName!), Path.GetExtension(material.FileName!).TrimStart('.').ToLowerInvariant());

    private static WebinarProgrammeContent Programme(Webinar webinar) => new(
        webinar.Title,
        webinar.Theme,
        [
            ("Quando", $"{RomeTime.Span(webinar.StartsAt, webinar.EndsAt)} (ora italiana)"),
            ("Dove", webinar.Platform.Length > 0 ? $"on line, su {webinar.Platform}" : "on line"),
            ("A chi si rivolge", webinar.Audience),
            ("Coordina", webinar.Coordinator),
            ("Con", webinar.Partners),
        ],
        webinar.Description,
        [
            .. webinar.Talks.OrderBy(talk => talk.Position).Select(talk => new ProgrammeTalk(
                talk.Title, talk.Subtitle, talk.Hours(),
                [.. talk.Speakers.OrderBy(s => s.Position).Select(s => s.Role.Length > 0 ? $"{s.Name}, {s.Role}" : s.Name)])),
        ],
        [.. webinar.Materials.OrderBy(m => m.Position).Select(m => (m.Title, m.Url ?? FileName(m)))]);

    private static ClosingDeclarationContent Declaration(
        DossierScope scope, DossierFigures figures, IReadOnlyList<DossierFile> files) => new(
        scope.Title,
        [
            .. scope.Webinars.Zip(figures.Webinars, (webinar, row) => new DeclaredWebinar(
                webinar.Title, RomeTime.Span(webinar.StartsAt, webinar.EndsAt), row.Confirmed, row.WereThere, row.Attended, row.Certified)),
        ],
        [
            ("Persone iscritte", Amount.Of(figures.Total.SignedUp)),
            ("Persone presenti", Amount.Of(figures.Total.WereThere)),
            ("Persone presenti oltre la soglia", Amount.Of(figures.Total.Attended)),
            ("Persone con attestato", Amount.Of(figures.Total.Certified)),
            ("Enti e organizzazioni", Amount.Of(Bodies(figures))),
            ("Email inviate", Amount.Of(figures.Mails.Sum(row => row.Sent))),
        ],
        [.. files.Select(file => (file.Path, file.Sha256))]);

    private static int Bodies(DossierFigures figures) =>
        figures.People.Select(person => person.Last.Body).Where(body => body is { Length: > 0 }).Select(body => Text.Fold(body!))
            .Distinct(StringComparer.Ordinal).Count();

    private static object Manifest(DossierScope scope, DossierFigures figures, IReadOnlyList<DossierFile> files) => new
    {
        Titolo = scope.Title,
        Webinar = scope.Webinars.Select(webinar => new { webinar.Slug, webinar.Title, Inizio = webinar.StartsAt, Fine = webinar.EndsAt }),
        Persone = new
        {
            Iscritte = figures.Total.SignedUp,
            Presenti = figures.Total.WereThere,
            OltreLaSoglia = figures.Total.Attended,
            ConAttestato = figures.Total.Certified,
        },
        File = files.Select(file => new { Nome = file.Path, Byte = file.Length, file.Sha256 }),
    };
}
