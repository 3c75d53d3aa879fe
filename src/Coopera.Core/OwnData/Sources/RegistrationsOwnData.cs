using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence;
using Coopera.Core.Registrations;
using Coopera.Core.Staff.Audit;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData.Sources;

public sealed class RegistrationsOwnData(PersonalLinks links) : IOwnDataSource
{
    private const string SharedDetails =
        "Telefono, risposte, presenze e motivi non sono qui, perché questo indirizzo è di più persone: ognuna li chiede alla segreteria per sé.";

    public IReadOnlyList<Type> Tables =>
    [
        typeof(Registration), typeof(RegistrationEvent), typeof(Answer), typeof(PresenceInterval), typeof(Reminder),
        typeof(RecentCancellation), typeof(ImportedRegistration), typeof(SignUpAttempt), typeof(AuditEntry),
    ];

    public async Task<IReadOnlyList<OwnDataSection>> ReadAsync(CooperaDb db, OwnDataOf of)
    {
        var ids = of.Registrations.Select(r => r.Id).ToList();
        var webinarIds = of.Registrations.Select(r => r.WebinarId).Distinct().ToList();
        var webinars = await db.Webinars.AsNoTracking().Where(w => webinarIds.Contains(w.Id)).ToDictionaryAsync(w => w.Id);
        var codes = of.Registrations.Select(r => r.PublicBodyCode).OfType<string>().Distinct().ToList();
        var bodies = await db.PublicBodies.AsNoTracking().Where(b => codes.Contains(b.Code)).ToDictionaryAsync(b => b.Code);
        var facts = new Facts(
            (await db.RegistrationEvents.AsNoTracking().Where(e => ids.Contains(e.RegistrationId)).OrderBy(e => e.Id).ToListAsync())
                .ToLookup(e => e.RegistrationId),
            (await db.PresenceIntervals.AsNoTracking().Where(p => ids.Contains(p.RegistrationId)).OrderBy(p => p.EnteredAt).ToListAsync())
                .ToLookup(p => p.RegistrationId),
            (await db.Reminders.AsNoTracking().Where(r => ids.Contains(r.RegistrationId)).OrderBy(r => r.Id).ToListAsync())
                .ToLookup(r => r.RegistrationId),
            (await db.RecentCancellations.AsNoTracking().Where(c => ids.Contains(c.RegistrationId)).ToListAsync())
                .ToDictionary(c => c.RegistrationId),
            (await db.ImportedRegistrations.AsNoTracking().Where(i => ids.Contains(i.RegistrationId))
                .Join(db.RegistrationImports, i => i.ImportId, i => i.Id, (one, import) => new { one.RegistrationId, import })
                .ToListAsync())
                .ToDictionary(x => x.RegistrationId, x => x.import),
            (await db.SignUpAttempts.AsNoTracking().Where(a => a.RegistrationId != null && ids.Contains(a.RegistrationId.Value))
                .ToListAsync())
                .ToLookup(a => a.RegistrationId!.Value));
        var entries = new List<OwnDataEntry>();
        foreach (var registration in of.Registrations)
        {
            var webinar = webinars[registration.WebinarId];
            var body = registration.PublicBodyCode is { } code ? bodies.GetValueOrDefault(code) : null;
            IReadOnlyList<OwnDataValue> values =
            [
                .. Person(registration, webinar, body),
                .. of.IsShared
                    ? [new OwnDataValue("notShown", "Il resto", SharedDetails)]
                    : await DetailsAsync(db, registration, facts),
                .. Diary(registration, facts, of.IsShared),
            ];
            var isLive = registration.Status != RegistrationStatus.Unconfirmed && webinar.EndsAt > of.Now;
            entries.Add(new OwnDataEntry(
                $"«{webinar.Title}», {RomeTime.Date(webinar.StartsAt)}: {registration.FullName}",
                values,
                isLive ? Addresses.Registration.Page(links.Token(new PersonalLink(registration.Id, registration.LinkVersion))) : null));
        }

        return
        [
            new OwnDataSection(
                "registrations", "Iscrizioni ai webinar",
                "Servono a confermare l’iscrizione, mandare il link e i promemoria, tenere la lista d’attesa e rendicontare chi ha partecipato.",
                entries, await db.Registrations.CountAsync(r => r.EmailKey == of.Key)),
            new OwnDataSection(
                "invitations", "Inviti ai prossimi webinar", "Arrivano solo a chi li ha scelti. La scelta vale per tutto l’indirizzo.",
                of.Registrations.Count == 0 ? []
                    : [new OwnDataEntry("La tua scelta", [new OwnDataValue(
                        "wanted", "Vuoi gli inviti", Phrases.YesNo(IsWanted(of)), IsWanted(of) ? "true" : "false")])]),
            await StaffActsAsync(db, ids),
        ];
    }

    public static bool IsWanted(OwnDataOf of) =>
        of.Registrations.Any(r => r.FutureInvitations && r.Status != RegistrationStatus.Unconfirmed);

    private static IEnumerable<OwnDataValue> Person(Registration registration, Webinar webinar, PublicBody? body)
    {
        yield return new("webinar", "Webinar", webinar.Title);
        yield return OwnDataValue.At("webinarStartsAt", "Comincia", webinar.StartsAt);
        yield return new("firstName", "Nome", registration.FirstName);
        if (registration.LastName.Length > 0)
        {
            yield return new("lastName", "Cognome", registration.LastName);
        }

        yield return new("email", "Email", registration.Email.Display);
        yield return OwnDataValue.Of("status", "Stato", registration.Status, registration.Status.Label());
        yield return OwnDataValue.Of(
            "participantKind", "Partecipa come", registration.ParticipantKind,
            registration.ParticipantKind.Label());
        if ((body?.FullName ?? registration.OtherBody) is { Length: > 0 } name)
        {
            yield return new("body", "Ente", name, registration.PublicBodyCode ?? name);
        }

        if (registration.Role is { Length: > 0 } role)
        {
            yield return new("role", "Ruolo", role);
        }

        yield return OwnDataValue.At("createdAt", "Iscrizione", registration.CreatedAt);
        if (registration.ChangedAt is { } changed)
        {
            yield return OwnDataValue.At("changedAt", "Ultima modifica", changed);
        }

        if (registration.CancelledAt is { } cancelled)
        {
            yield return OwnDataValue.At("cancelledAt", "Annullamento", cancelled);
        }

        yield return new(
            "privacyNotice", "Informativa letta",
            $"versione {RegistrationPhrases.Version(registration.PrivacyNoticeVersion)}, {RomeTime.DateAndTime("il", registration.PrivacyNoticeReadAt)}",
            registration.PrivacyNoticeVersion);
        yield return new(
            "futureInvitations", "Inviti scelti con questa iscrizione", Phrases.YesNo(registration.FutureInvitations),
            registration.FutureInvitations ? "true" : "false");
    }

    private static async Task<IReadOnlyList<OwnDataValue>> DetailsAsync(CooperaDb db, Registration registration, Facts facts)
    {
        var values = new List<OwnDataValue>();
        if (registration.Phone is { Length: > 0 } phone)
        {
            values.Add(new("phone", "Telefono", phone));
        }

        if (registration.CancellationReason is { Length: > 0 } reason)
        {
            values.Add(new("cancellationReason", "Motivo dell’annullamento", reason));
        }

        var answers = await (await QuestionSheet.ReadAsync(db, registration.WebinarId)).AnswersAsync(db, registration.Id);
        values.AddRange(answers.Values.Select(answer => new OwnDataValue("answer", answer.Version.Text, answer.Text)));
        values.AddRange(facts.Presences[registration.Id].Select(stay => new OwnDataValue(
            "presence", "Presenza", $"{RomeTime.Date("il", stay.EnteredAt)}: {stay.Line()}", stay.Source.ToString())));
        values.AddRange(facts.Attempts[registration.Id].Select(attempt => new OwnDataValue(
            "signUpNetwork", "Rete da cui è partita l’iscrizione, tenuta 24 ore",
            attempt.Place.StartsWith(SignUpAttempt.Label, StringComparison.Ordinal) ? "già dimenticata" : attempt.Place)));
        return values;
    }

    private static IEnumerable<OwnDataValue> Diary(Registration registration, Facts facts, bool isShared)
    {
        if (facts.Imports.TryGetValue(registration.Id, out var import))
        {
            yield return new(
                "import", "Iscrizione fatta dalla segreteria",
                $"con un elenco, {RomeTime.DateAndTime("il", import.At)}: {import.Purpose}");
        }

        foreach (var line in facts.Diary[registration.Id])
        {
            var note = isShared || line.NoteInWords() is not { Length: > 0 } words ? "" : $" ({words})";
            var doer = line.Actor is null ? line.Kind.Doer() : "la segreteria";
            yield return new(
                "event", "Diario", $"{RomeTime.DateAndTime(line.At)}, {doer}: {line.Kind.Label()}{note}", line.Kind.ToString());
        }

        if (facts.Recent.TryGetValue(registration.Id, out var recent))
        {
            yield return OwnDataValue.At("canBeTakenBackUntil", "L’annullamento si può ritirare fino a", recent.Until);
        }

        foreach (var reminder in facts.Reminders[registration.Id])
        {
            yield return new(
                "reminder", "Promemoria",
                $"{reminder.Rule.Label()}: {(reminder.IsSkipped ? "saltato, perché tardi" : RomeTime.DateAndTime(reminder.At))}",
                reminder.Rule.ToString());
        }
    }

    /// <summary>What staff did, without who: their names are theirs.</summary>
    private static async Task<OwnDataSection> StaffActsAsync(CooperaDb db, IReadOnlyList<Guid> ids)
    {
        var keys = ids.Select(AuditSubject.Registration).ToList();
        var entries = keys.Count == 0 ? []
            : await db.AuditEntries.AsNoTracking().Where(e => e.SubjectKey != null && keys.Contains(e.SubjectKey))
                .OrderByDescending(e => e.Number).Take(ReadOwnData.MostEntries).Select(e => new { e.At, e.Action }).ToListAsync();
        return new OwnDataSection(
            "staffActs", "Che cosa ha fatto la segreteria con le tue iscrizioni",
            "Il registro della gestione dimostra come sono trattati i dati. Qui c’è che cosa è stato fatto e quando; chi l’ha fatto lo vede chi "
            + "amministra il sito.",
            [.. entries.Select(e => new OwnDataEntry(
                AuditActionWords.Of(e.Action),
                [
                    OwnDataValue.At("at", "Quando", e.At),
                    new OwnDataValue("action", "Che cosa", AuditActionWords.Of(e.Action), e.Action),
                ]))]);
    }

    private sealed record Facts(
        ILookup<Guid, RegistrationEvent> Diary, ILookup<Guid, PresenceInterval> Presences, ILookup<Guid, Reminder> Reminders,
        Dictionary<Guid, RecentCancellation> Recent, Dictionary<Guid, RegistrationImport> Imports, ILookup<Guid, SignUpAttempt> Attempts);
}
