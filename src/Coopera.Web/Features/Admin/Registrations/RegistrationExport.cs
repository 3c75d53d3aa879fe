using System.Runtime.CompilerServices;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Data;
using Coopera.Web.Exports;
using Coopera.Web.Features.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Features.Admin.Registrations;

/// <summary>The list of who signed up, streamed from the database; each export leaves a line in the register of what staff did.</summary>
public sealed class RegistrationExport(CooperaDb db, PublicBodyDirectory directory, TimeProvider clock)
{
    public static readonly IReadOnlyList<ExportColumn> Columns =
    [
        new("N.", ExportCell.Number, 8),
        new("Stato", Width: 14),
        new("Cognome", Width: 22),
        new("Nome", Width: 22),
        new("Email", Width: 34),
        new("Partecipa come", Width: 24),
        new("Ente o organizzazione", Width: 38),
        new("Codice ente", Width: 12),
        new("Ruolo", Width: 28),
        new("Telefono", ExportCell.Phone, 20),
        new("Iscrizione del", ExportCell.Moment, 18),
        new("Annullata il", ExportCell.Moment, 18),
        new("Motivo", Width: 30),
        new("Informativa letta", Width: 18),
        new("Inviti futuri", Width: 14),
    ];

    /// <param name="write">Takes the rows and writes them somewhere.</param>
    public async Task RunAsync(Webinar webinar, RegistrationFilter filter, string actor, string format, Func<IAsyncEnumerable<object?[]>, Task> write)
    {
        var count = 0;
        var complete = false;
        try
        {
            await write(RowsAsync(webinar, filter, () => count++));
            complete = true;
        }
        finally
        {
            var details = $"{format}, {(count == 1 ? "1 riga" : $"{count} righe")}, filtro: {filter.Describe()}{(complete ? "" : "; interrotta")}";
            await db.WriteAsync(async writing =>
            {
                writing.AuditEntries.Add(new AuditEntry(actor, "esporta gli iscritti", webinar.Title, details, clock.GetUtcNow()));
                await writing.SaveChangesAsync();
            });
        }
    }

    private async IAsyncEnumerable<object?[]> RowsAsync(
        Webinar webinar, RegistrationFilter filter, Action counted, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var bodies = await directory.NamesAsync();
        await foreach (var r in filter.Apply(db.Registrations.AsNoTracking(), webinar.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            counted();
            yield return
            [
                r.Number,
                r.Status.Label(),
                r.LastName,
                r.FirstName,
                r.Email,
                r.ParticipantKind.Label(),
                r.PublicBodyCode is { } code ? bodies.GetValueOrDefault(code) : r.OtherBody,
                r.PublicBodyCode,
                r.Role,
                r.Phone,
                RomeTime.ToRome(r.CreatedAt).DateTime,
                r.CancelledAt is { } cancelled ? RomeTime.ToRome(cancelled).DateTime : null,
                r.CancellationReason,
                r.PrivacyNoticeVersion,
                r.FutureInvitations ? "sì" : "no",
            ];
        }
    }
}
