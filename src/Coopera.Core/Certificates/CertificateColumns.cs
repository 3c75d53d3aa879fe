using System.Runtime.CompilerServices;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Exports;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

public sealed record CertificateColumn(ExportColumn Export, Func<Certificate, object?> Value);

/// <summary>The certificates of a webinar as a list.</summary>
public static class CertificateColumns
{
    public static readonly IReadOnlyList<CertificateColumn> All =
    [
        new(new("Numero", Width: 14), c => c.FullNumber),
        new(new("Cognome"), c => c.LastName),
        new(new("Nome"), c => c.FirstName),
        new(new("Ente", Width: 34), c => c.Facts.Body),
        new(new("Minuti di presenza", ExportCell.Number), c => c.Facts.AttendedMinutes),
        new(new("Minuti in tutto", ExportCell.Number), c => c.Facts.WholeMinutes),
        new(new("Crediti", ExportCell.Number), c => c.Facts.Credits?.Total),
        new(new("Emesso il", ExportCell.Day), c => c.Facts.Day),
        new(new("Stato", Width: 14), c => CertificatePhrases.State(c.State)),
        new(new("Non vale dal", ExportCell.Day), c => c.EndedAt is { } at ? RomeTime.Day(at) : null),
        new(new("Sigillo", Width: 30), c => c.SealedBy),
    ];

    /// <summary>What the Ordine asks for, of certificates that give credits.</summary>
    public static readonly IReadOnlyList<CertificateColumn> ForTheOrder =
    [
        new(new("Identificativo dell’evento", Width: 26), c => c.Facts.Credits!.EventId),
        new(new("Cognome"), c => c.LastName),
        new(new("Nome"), c => c.FirstName),
        new(new("Ente", Width: 34), c => c.Facts.Body),
        new(new("Titolo dell’evento", Width: 40), c => c.Facts.Title),
        new(new("Giorno", ExportCell.Day), c => RomeTime.Day(c.Facts.From)),
        new(new("Modalità", Width: 24), c => c.Facts.Mode),
        new(new("Presenza", Width: 26), c => CertificateWords.Attended(c.Facts)),
        new(new("Crediti in tutto", ExportCell.Number), c => c.Facts.Credits!.Total),
        new(new("Di cui deontologici", ExportCell.Number), c => c.Facts.Credits!.Deontological),
        new(new("Attestato n.", Width: 14), c => c.FullNumber),
    ];

    public static async IAsyncEnumerable<object?[]> RowsAsync(
        CooperaDb db, int webinarId, IReadOnlyList<CertificateColumn> columns, bool validOnly,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var rows = db.Certificates.AsNoTracking()
            .Where(c => c.WebinarId == webinarId && (!validOnly || c.State == CertificateState.Valid))
            .OrderBy(c => c.SortName).ThenBy(c => c.Year).ThenBy(c => c.Number).AsAsyncEnumerable();
        await foreach (var certificate in rows.WithCancellation(cancellationToken))
        {
            if (!validOnly || certificate.Facts.Credits is not null)
            {
                yield return [.. columns.Select(one => one.Value(certificate))];
            }
        }
    }
}
