using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations.Imports;
using Coopera.Core.Tables;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin.Registrations.People;
using Coopera.Web.Public.Registrations;
using FluentValidation;

namespace Coopera.Web.Admin.Registrations.Import;

/// <summary>Reads a list row by row, by the same rules as the form for one person.</summary>
public sealed class ImportReader(CooperaDb db, PublicBodyDirectory directory, IValidator<StaffPersonForm> validator)
{
    private const int MostUnclear = 150;

    public async Task<ImportReview> ReadAsync(Webinar webinar, ReadTable table, ImportForm form)
    {
        var bodies = await directory.AllAsync();
        var columns = Columns(webinar, table, form, bodies);
        var people = ImportColumns.People(table, form.HasTitles)
            .Select(row => (Line: row.Index + 1, Form: PersonOf(row.Cells, columns, form.Kind))).ToList();
        var (known, unclear) = await BodiesAsync([.. people.Select(one => one.Form)], form);
        var missing = Missing(columns);
        var rows = new List<ReadRow>(people.Count);
        foreach (var (line, person) in people)
        {
            rows.Add(await RowAsync(line, person, known, missing is not null));
        }

        var plan = await ImportPlan.OfAsync(db, webinar, [.. rows.Select(row => row.Row).OfType<ImportRow>()], form.EvenCancelled);
        return new ImportReview(webinar, Shown(table, columns, form.HasTitles), Offered(webinar), missing, rows, unclear, plan);
    }

    private static IReadOnlyList<ImportColumn> Columns(
        Webinar webinar, ReadTable table, ImportForm form, IReadOnlyList<PublicBodyEntry> bodies)
    {
        var offered = Offered(webinar);
        if (form.Columns.Count != table.Columns)
        {
            form.HasTitles = ImportColumns.HasTitles(table);
            form.Columns = [.. ImportColumns.Guess(table, form.HasTitles, text => IsBody(bodies, text))];
        }

        return form.Columns = [.. form.Columns.Select(column => offered.Contains(column) ? column : ImportColumn.Skip)];
    }

    private static bool IsBody(IReadOnlyList<PublicBodyEntry> bodies, string text) =>
        new BodyQuery(text) is { IsEmpty: false } query && bodies.Any(body => body.IsCalled(query));

    /// <summary>A telephone number is kept only where the webinar asks for it.</summary>
    private static IReadOnlyList<ImportColumn> Offered(Webinar webinar) =>
        [.. Enum.GetValues<ImportColumn>().Where(column => column != ImportColumn.Phone || webinar.AsksPhone)];

    private static string? Missing(IReadOnlyList<ImportColumn> columns) =>
        !columns.Contains(ImportColumn.Email) ? "Scegli qual è la colonna con l’indirizzo email."
        : !columns.Any(column => column is ImportColumn.FullName or ImportColumn.LastThenFirst or ImportColumn.FirstName)
            ? "Scegli qual è la colonna con il nome delle persone." : null;

    private static List<ReadColumn> Shown(ReadTable table, IReadOnlyList<ImportColumn> columns, bool hasTitles)
    {
        var titles = ImportColumns.Titles(table);
        var rows = ImportColumns.People(table, hasTitles).Select(row => row.Cells).ToList();
        return
        [
            .. columns.Index().Select(column => new ReadColumn(
                hasTitles ? titles.ElementAtOrDefault(column.Index) ?? "" : "",
                column.Item,
                string.Join(" · ", rows.Select(row => row.ElementAtOrDefault(column.Index))
                    .Where(cell => !string.IsNullOrEmpty(cell)).Take(3)))),
        ];
    }

    private static StaffPersonForm PersonOf(IReadOnlyList<string> row, IReadOnlyList<ImportColumn> columns, ParticipantKind kind)
    {
        var (first, last) = (Cell(ImportColumn.FirstName), Cell(ImportColumn.LastName));
        if (Cell(ImportColumn.FullName) is { Length: > 0 } name)
        {
            (first, last) = ImportColumns.Split(name, lastFirst: false);
        }
        else if (Cell(ImportColumn.LastThenFirst) is { Length: > 0 } turned)
        {
            (first, last) = ImportColumns.Split(turned, lastFirst: true);
        }

        var body = Cell(ImportColumn.Body);
        return new StaffPersonForm
        {
            FirstName = first,
            LastName = last,
            Email = Cell(ImportColumn.Email),
            ParticipantKind = body.Length == 0 ? ParticipantKind.Citizen : kind,
            OtherBody = body,
            Role = Cell(ImportColumn.Role),
            Phone = Cell(ImportColumn.Phone),
            AsksPhone = columns.Contains(ImportColumn.Phone),
        };

        string Cell(ImportColumn wanted) =>
            string.Join(' ', columns.Index().Where(column => column.Item == wanted && column.Index < row.Count)
                .Select(column => row[column.Index]).Where(cell => cell.Length > 0));
    }

    /// <summary>What each written name stands for; null: itself.</summary>
    private async Task<(Dictionary<string, PublicBodyEntry?> Known, List<UnclearBody> Unclear)> BodiesAsync(
        IReadOnlyList<StaffPersonForm> people, ImportForm form)
    {
        var (known, unclear) = (new Dictionary<string, PublicBodyEntry?>(), new List<UnclearBody>());
        var chosen = form.BodyNames.Zip(form.BodyChoices).Where(pair => pair.First is not null)
            .GroupBy(pair => pair.First!).ToDictionary(group => group.Key, group => group.First().Second);
        foreach (var group in people.Where(person => person.OtherBody!.Length > 0).GroupBy(person => person.OtherBody!))
        {
            var name = group.Key;
            known[name] = await directory.ResolveAsync(name);
            if (known[name] is not null)
            {
                continue;
            }

            var matches = form.Kind == ParticipantKind.Staff && unclear.Count < MostUnclear ? await directory.SearchAsync(name) : [];
            var choice = chosen.GetValueOrDefault(name) is { } said
                && (said == PersonForm.NotInRegister || matches.Any(match => match.Code == said)) ? said
                : matches is [var only] ? only.Code : PersonForm.NotInRegister;
            known[name] = matches.FirstOrDefault(match => match.Code == choice);
            unclear.Add(new UnclearBody(name, group.Count(), matches, choice));
        }

        return (known, [.. unclear.OrderByDescending(body => body.Matches.Count > 0).ThenByDescending(body => body.Rows)]);
    }

    private async Task<ReadRow> RowAsync(int line, StaffPersonForm person, Dictionary<string, PublicBodyEntry?> known, bool isUseless)
    {
        var body = known.GetValueOrDefault(person.OtherBody!);
        var (name, email) = ($"{person.FirstName} {person.LastName}".Trim(), person.Email!);
        var shown = body?.FullName ?? person.OtherBody!;
        if (isUseless)
        {
            return new ReadRow(line, name, email, shown, null, null, null);
        }

        var faults = (await validator.ValidateAsync(person)).Errors.Select(error => error.ErrorMessage).Distinct().ToList();
        if (faults.Count > 0)
        {
            return new ReadRow(line, name, email, shown, null, string.Join(' ', faults), null);
        }

        var participant = ParticipantReader.Of(person, body);
        return new ReadRow(line, name, participant.Email.Display, shown, new ImportRow(line, participant), null, Note(person, body));
    }

    private static string? Note(StaffPersonForm person, PublicBodyEntry? body) =>
        person.ParticipantKind == ParticipantKind.Citizen ? "senza ente"
        : body is null ? "ente fuori dal registro" : null;
}
