using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Exports;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;
using Coopera.Web.Admin.Exports;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination;

public static class AdhesionExport
{
    private static readonly IReadOnlyList<ExportColumn> Columns =
    [
        new("Ente", Width: 38),
        new("Codice ISTAT", Width: 12),
        new("Provincia", Width: 12),
        new("Abitanti (2021)", ExportCell.Number, 12),
        new("Stato", Width: 22),
        new("Email confermata", Width: 12),
        new("Ultimo passaggio", ExportCell.Moment, 18),
        new("Ricevuta", Width: 18),
        new("Codice della scheda", Width: 16),
        new("Protocollo", Width: 14),
        new("Data protocollo", ExportCell.Day, 14),
        new("Nel Coordinamento dal", ExportCell.Day, 14),
        new("PEC", Width: 34),
        new("Email di chi segue l’adesione", Width: 34),
        new("Legale rappresentante", Width: 26),
        new("Carica", Width: 22),
        .. Person("Referente politico"),
        .. Person("Referente tecnico"),
        new("Titolare di progetto SAI", Width: 16),
        new("Tipologie", Width: 30),
        new("Posti", ExportCell.Number, 8),
        new("Atto di adesione", Width: 34),
        new("Copie firmate", ExportCell.Number, 10),
        new("Promemoria inviati", ExportCell.Number, 10),
        new("Cominciata il", ExportCell.Moment, 18),
    ];

    public static ExportedList Of(CooperaDb db, AdhesionFilter filter) => new(
        "adesioni", "Adesioni", AuditAction.AdhesionsExported, filter.Describe(), Columns,
        filter.Apply(db).AsAsyncEnumerable().Select(Cells));

    internal static IEnumerable<ExportColumn> Person(string title) =>
    [
        new(title, Width: 26),
        new($"{title}: ruolo", Width: 26),
        new($"{title}: ufficio", Width: 26),
        new($"{title}: telefono", ExportCell.Phone, 20),
        new($"{title}: email", Width: 34),
    ];

    internal static IEnumerable<object?> Cells(ContactPerson person) =>
        [person.FullName, person.Role, person.Unit, person.Phone, person.Email.Display];

    private static object?[] Cells(FiledAdhesion filed)
    {
        var (a, body) = (filed.Adhesion, filed.Body);
        return
        [
            body.FullName,
            body.Code,
            body.ProvinceName,
            body.Population,
            a.Status.Label(),
            a.IsProven ? "sì" : "no",
            RomeTime.ToRome(a.LastMovedAt).DateTime,
            a.ReceiptNumber,
            a.DocumentCode,
            a.ProtocolNumber,
            a.ProtocolDate,
            a.MemberSince,
            a.Pec.Display,
            a.Email.Display,
            a.LegalRepresentative.FullName,
            a.LegalRepresentative.Office?.Label(),
            .. Cells(a.PoliticalContact),
            .. Cells(a.TechnicalContact),
            a.Network.Project?.Label(),
            a.Network.Kinds.Label(),
            a.Network.Places,
            a.Act.Sentence(),
            filed.Copies,
            a.RemindersSent,
            RomeTime.ToRome(a.CreatedAt).DateTime,
        ];
    }
}
