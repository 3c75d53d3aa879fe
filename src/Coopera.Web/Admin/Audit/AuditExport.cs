using Coopera.Core.Data;
using Coopera.Core.Exports;
using Coopera.Core.Links;
using Coopera.Core.Staff.Audit;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Admin.Exports;

namespace Coopera.Web.Admin.Audit;

public static class AuditExport
{
    private const int BatchSize = 500;

    private static readonly IReadOnlyList<ExportColumn> Columns =
    [
        new("Riga", ExportCell.Number, 8),
        new("Quando", ExportCell.Moment, 18),
        new("Chi", Width: 30),
        new("Che cosa ha fatto", Width: 34),
        new("Su che cosa", Width: 38),
        new("Riferimento", Width: 30),
        new("Dettagli", Width: 40),
        new("Prima", Width: 40),
        new("Dopo", Width: 40),
        new("Motivo", Width: 30),
        new("Impronta", Width: 66),
    ];

    public static ExportedList Of(CooperaDb db, AuditFilter filter) =>
        new("registro", "Registro", AuditAction.RegisterExported, filter.Describe(), Columns,
            filter.Apply(db.AuditEntries).InOrderAsync(BatchSize).Select(Cells))
        {
            Subject = "Registro",
            Back = $"{Addresses.Admin.Audit.List}{filter.Query()}",
        };

    private static object?[] Cells(AuditEntry e) =>
    [
        e.Number, RomeTime.ToRome(e.At).DateTime, e.Actor, AuditActionWords.Of(e.Action),
        e.Subject, e.SubjectKey, e.Details, e.Before, e.After, e.Reason, e.Hash,
    ];
}
