using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData.Sources;

public sealed class AdhesionsOwnData(AdhesionLinks links) : IOwnDataSource
{
    private const string Why =
        "L’adesione è un atto dell’ente: nome e recapiti di chi la segue servono a verificarla e a tenere i contatti con l’ente. Chi rappresenta "
        + "l’ente non ha un indirizzo nella scheda: i suoi dati li chiede alla segreteria.";

    public IReadOnlyList<Type> Tables =>
        [typeof(Adhesion), typeof(AdhesionEvent), typeof(SignedCopy), typeof(SchedaRequest), typeof(PecArrival)];

    public async Task<IReadOnlyList<OwnDataSection>> ReadAsync(CooperaDb db, OwnDataOf of)
    {
        var requests = await db.SchedaRequests.AsNoTracking().Where(r => r.EmailKey == of.Key)
            .OrderByDescending(r => r.RequestedAt).Take(ReadOwnData.MostEntries).ToListAsync();
        var codes = of.Adhesions.Select(a => a.PublicBodyCode)
            .Concat(requests.Select(r => r.PublicBodyCode).OfType<string>()).Distinct().ToList();
        var bodies = await db.PublicBodies.AsNoTracking().Where(b => codes.Contains(b.Code))
            .ToDictionaryAsync(b => b.Code, b => b.FullName);
        var arrivals = (await db.PecArrivals.AsNoTracking().OrderByDescending(a => a.ReceivedAt)
            .Select(a => new { a.Sender, a.Subject, a.ReceivedAt, File = a.File.Name, a.State }).ToListAsync())
            .Where(a => string.Equals(a.Sender, of.Email.Display, StringComparison.OrdinalIgnoreCase)).Take(ReadOwnData.MostEntries);
        var ids = of.Adhesions.Select(a => a.Id).ToList();
        var adhesions = await db.Adhesions.AsNoTracking().Include(a => a.Events).Include(a => a.SignedCopies).AsSplitQuery()
            .Where(a => ids.Contains(a.Id)).OrderByDescending(a => a.CreatedAt).ToListAsync();
        return
        [
            new OwnDataSection("adhesions", "Adesioni al Coordinamento", Why, [.. adhesions.Select(a => Of(a, of, bodies))]),
            new OwnDataSection(
                "schedaRequests", "Richieste della scheda di adesione", "Servono a mandarla e ad aiutare gli enti che si sono fermati.",
                [.. requests.Select(r => new OwnDataEntry("Scheda da compilare", Of(r, bodies)))]),
            new OwnDataSection(
                "certifiedMail", "Schede arrivate per PEC da questo indirizzo", "Sono la prova dell’adesione.",
                [.. arrivals.Select(a => new OwnDataEntry(
                    a.Subject, [OwnDataValue.At("receivedAt", "Arrivata", a.ReceivedAt), new OwnDataValue("file", "File", a.File)]))]),
        ];
    }

    private OwnDataEntry Of(Adhesion adhesion, OwnDataOf of, Dictionary<string, string> bodies)
    {
        var isFollower = adhesion.Email == of.Email;
        return new OwnDataEntry(
            bodies.GetValueOrDefault(adhesion.PublicBodyCode, adhesion.PublicBodyCode),
            [.. Values()],
            isFollower && adhesion.IsProven
                ? Addresses.Adhesion.Page(links.Token(new PersonalLink(adhesion.Id, adhesion.LinkVersion)))
                : null);

        IEnumerable<OwnDataValue> Values()
        {
            yield return new("documentCode", "Codice della scheda", adhesion.DocumentCode);
            yield return OwnDataValue.Of("status", "Stato", adhesion.Status, adhesion.Status.Label());
            yield return OwnDataValue.At("createdAt", "Cominciata", adhesion.CreatedAt);
            if (isFollower)
            {
                yield return new("follower", "Chi segue l’adesione", adhesion.Email.Display);
                if (adhesion.PrivacyNoticeReadAt is { } read)
                {
                    yield return OwnDataValue.At("privacyNoticeReadAt", "Informativa letta", read);
                }
            }

            if (adhesion.Pec == of.Email)
            {
                yield return new("pec", "PEC dell’ente", adhesion.Pec.Display);
            }

            foreach (var (contact, kind, label) in new[]
            {
                (adhesion.PoliticalContact, "politicalContact", "Referente politico"),
                (adhesion.TechnicalContact, "technicalContact", "Referente tecnico"),
            })
            {
                if (contact.Email == of.Email)
                {
                    yield return new(kind, label, string.Join(
                        ", ", new[] { contact.FullName, contact.Role, contact.Unit, contact.Phone, contact.Email.Display }
                            .Where(x => x.Length > 0)));
                }
            }

            if (isFollower)
            {
                foreach (var line in adhesion.Events.OrderBy(e => e.Id))
                {
                    yield return new(
                        "event", "Diario",
                        $"{Domain.RomeTime.DateAndTime(line.At)}, {(line.IsStaff ? "segreteria" : AdhesionPhrases.Actor(line.ActorName))}: {line.Kind.Label()}",
                        line.Kind.ToString());
                }

                foreach (var copy in adhesion.SignedCopies)
                {
                    yield return new("signedCopy", "Scheda firmata", $"{copy.FileName}, {Domain.RomeTime.DateAndTime(copy.ReceivedAt)}", copy.Sha256);
                }
            }
        }
    }

    private static IReadOnlyList<OwnDataValue> Of(SchedaRequest request, Dictionary<string, string> bodies)
    {
        var body = request.PublicBodyCode is { } code ? bodies.GetValueOrDefault(code, code) : request.OtherBody;
        return
        [
            OwnDataValue.At("requestedAt", "Chiesta", request.RequestedAt),
            .. body is { Length: > 0 } ? new[] { new OwnDataValue("body", "Ente", body, request.PublicBodyCode ?? body) } : [],
            .. request.PrivacyNoticeVersion.Length > 0
                ? new[]
                {
                    new OwnDataValue(
                        "privacyNotice", "Informativa letta", RegistrationPhrases.Version(request.PrivacyNoticeVersion),
                        request.PrivacyNoticeVersion),
                }
                : [],
        ];
    }
}
