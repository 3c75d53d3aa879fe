using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Presence;
using Coopera.Domain.Questionnaires;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData.Sources;

/// <summary>What came after the webinar: certificates, requests about presence, how a platform calls somebody, questionnaires.</summary>
public sealed class AttendanceOwnData : IOwnDataSource
{
    private const string Shared = "Questo indirizzo è di più persone: ognuna chiede alla segreteria quello che la riguarda.";

    public IReadOnlyList<Type> Tables =>
    [
        typeof(Certificate), typeof(PresenceRequest), typeof(PresencePairing), typeof(PresenceRoom), typeof(WrongWords),
        typeof(SurveyInvitation),
    ];

    public async Task<IReadOnlyList<OwnDataSection>> ReadAsync(CooperaDb db, OwnDataOf of)
    {
        var ids = of.Registrations.Select(r => r.Id).ToList();
        return
        [
            await CertificatesAsync(db, of),
            of.IsShared
                ? new OwnDataSection("attendance", "Dopo i webinar", Shared, [])
                : new OwnDataSection(
                    "attendance", "Dopo i webinar", "Servono a riconoscere le presenze e a chiedere un parere, senza legarlo al nome.",
                    [.. await RequestsAsync(db, ids), .. await PairingsAsync(db, of), .. await OthersAsync(db, ids)]),
        ];
    }

    private static async Task<OwnDataSection> CertificatesAsync(CooperaDb db, OwnDataOf of)
    {
        var own = await db.Certificates.AsNoTracking().Where(c => c.EmailKey == of.Key).OrderByDescending(c => c.IssuedAt)
            .Take(ReadOwnData.MostEntries).ToListAsync();
        return new OwnDataSection(
            "certificates", "Attestati", "Chi ha un attestato deve poterlo far verificare: per questo nome, ore e codice restano a lungo.",
            [.. own.Select(c => new OwnDataEntry(
                $"Attestato n. {c.FullNumber}: «{c.Facts.Title}»",
                [
                    new OwnDataValue("name", "A nome di", c.Facts.Person),
                    new OwnDataValue("number", "Numero", c.FullNumber),
                    new OwnDataValue("code", "Codice", CertificateCode.Grouped(c.Code), c.Code),
                    OwnDataValue.At("issuedAt", "Emesso", c.IssuedAt),
                    OwnDataValue.Of("state", "Stato", c.State, CertificatePhrases.State(c.State)),
                    new OwnDataValue(
                        "attendedMinutes", "Minuti di presenza", Amount.Of(c.Facts.AttendedMinutes), $"{c.Facts.AttendedMinutes}"),
                    .. c.Reason is { Length: > 0 } reason ? new[] { new OwnDataValue("reason", "Motivo", reason) } : [],
                ]))],
            await db.Certificates.CountAsync(c => c.EmailKey == of.Key));
    }

    private static async Task<IEnumerable<OwnDataEntry>> RequestsAsync(CooperaDb db, List<Guid> ids) =>
        (await db.PresenceRequests.AsNoTracking().Where(r => ids.Contains(r.RegistrationId)).OrderBy(r => r.AskedAt).ToListAsync())
        .Select(r => new OwnDataEntry(
            "Richiesta sulla presenza",
            [
                OwnDataValue.At("askedAt", "Fatta", r.AskedAt),
                new OwnDataValue("text", "Che cosa hai scritto", r.Text),
                .. r.Answer is { Length: > 0 } answer ? new[] { new OwnDataValue("answer", "Risposta", answer) } : [],
            ]));

    private static async Task<IEnumerable<OwnDataEntry>> PairingsAsync(CooperaDb db, OwnDataOf of) =>
        (await db.PresencePairings.AsNoTracking().Where(p => p.EmailKey == of.Key).OrderBy(p => p.Id).ToListAsync())
        .Select(p => new OwnDataEntry(
            "Come ti chiama la piattaforma",
            [new OwnDataValue("shown", "Nome che compare nei rapporti", p.Shown), OwnDataValue.At("at", "Abbinato", p.At)]));

    private static async Task<IReadOnlyList<OwnDataEntry>> OthersAsync(CooperaDb db, List<Guid> ids)
    {
        var rooms = await db.PresenceRooms.AsNoTracking().Where(r => ids.Contains(r.ContactId)).OrderBy(r => r.OpenedAt).ToListAsync();
        var wrong = await db.WrongWords.AsNoTracking().Where(w => ids.Contains(w.RegistrationId)).SumAsync(w => w.Count);
        var asked = await db.SurveyInvitations.AsNoTracking().Where(i => ids.Contains(i.RegistrationId)).ToListAsync();
        return
        [
            .. rooms.Select(room => new OwnDataEntry(
                "Sala di cui eri referente", [OwnDataValue.At("openedAt", "Aperta", room.OpenedAt)])),
            .. wrong == 0 ? Array.Empty<OwnDataEntry>()
                : [new OwnDataEntry("Parole chiave", [new OwnDataValue("wrongWords", "Parole sbagliate", $"{wrong}")])],
            .. asked.Select(i => new OwnDataEntry(
                "Questionario",
                [
                    new OwnDataValue(
                        "declined", "Hai chiesto di non riceverne altri", Phrases.YesNo(i.Declined), i.Declined ? "true" : "false"),
                ])),
        ];
    }
}
