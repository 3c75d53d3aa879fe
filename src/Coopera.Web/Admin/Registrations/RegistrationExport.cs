using System.Runtime.CompilerServices;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations.Lists;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin.Exports;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations;

public sealed class RegistrationExport(
    CooperaDb db, StreamedDb streamed, PublicBodyDirectory directory, IServiceScopeFactory scopes)
{
    private const int Chunk = 500;

    public async Task<ExportedList> OfAsync(Webinar webinar, RegistrationFilter filter, string? columns)
    {
        var sheet = await QuestionColumns.OfAsync(db, webinar.Id);
        var questions = sheet.All;
        var bodies = await directory.AllAsync();
        var chosen = RegistrationColumns.Named(columns, questions);
        var rows = filter.Sort(filter.Where(streamed.Db, webinar.Id, questions, bodies))
            .Select(RegistrationRow.Of(streamed.Db));
        return new ExportedList(
            $"iscritti-{webinar.Slug}", "Iscrizioni", AuditAction.RegistrationsExported,
            filter.Describe(questions), [.. chosen.Select(column => column.Export)],
            CellsAsync(rows, chosen, sheet, await directory.ByCodeAsync()))
        {
            Subject = webinar.Title,
            SubjectKey = AuditSubject.Webinar(webinar.Id),
            ChosenColumns = chosen.Count == RegistrationColumns.All(questions).Count
                ? "tutte"
                : string.Join(", ", chosen.Select(column => column.Title)),
            Back = $"{Addresses.Admin.Registrations.List(webinar.Id)}{filter.Query()}",
        };
    }

    private async IAsyncEnumerable<object?[]> CellsAsync(
        IQueryable<RegistrationRow> rows,
        IReadOnlyList<RegistrationColumn> columns,
        QuestionColumns questions,
        IReadOnlyDictionary<string, PublicBodyEntry> bodies,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // A connection of its own: not every engine reads answers while it is still giving rows.
        await using var scope = scopes.CreateAsyncScope();
        var second = scope.ServiceProvider.GetRequiredService<CooperaDb>();
        var chunks = rows.AsAsyncEnumerable().Chunk(questions.HasQuestion(columns) ? Chunk : 1);
        await foreach (var some in chunks.WithCancellation(cancellationToken))
        {
            var context = new RowContext(bodies, await questions.AnswersAsync(second, columns, some));
            foreach (var row in some)
            {
                yield return [.. columns.Select(column => column.Value(row, context))];
            }
        }
    }
}
