using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Presence;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Dossiers;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Dossiers;

/// <param name="Confirmed">Registrations with a place: who came to two webinars counts twice here.</param>
public sealed record WebinarFigures(int WebinarId, int Confirmed, int WereThere, int Attended, int Certified);

public sealed record MailFigures(string Kind, int Sent, int Refused);

/// <summary>Everything that the dossier counts, from the rows as they are now.</summary>
public sealed record DossierFigures(
    IReadOnlyList<WebinarFigures> Webinars, IReadOnlyList<CountedPerson> People, IReadOnlyList<MailFigures> Mails)
{
    private const string NotSaid = "non indicato";

    public IndicatorRow Total { get; } = Indicators.Row("Totale", People);

    public IReadOnlyList<IndicatorRow> ByKind => Indicators.By(People, part => part.Kind.Label(), NotSaid);

    public IReadOnlyList<IndicatorRow> ByRole => Indicators.By(People, part => part.Role, NotSaid);

    public IReadOnlyList<IndicatorRow> ByProvince => Indicators.By(People, part => part.Province, "fuori dal registro degli enti");

    public IReadOnlyList<IndicatorRow> ByBody => Indicators.By(People, part => part.Body, "senza ente");

    public static async Task<DossierFigures> OfAsync(
        CooperaDb db, PublicBodyDirectory directory, DossierScope scope, CancellationToken cancellationToken = default)
    {
        var bodies = await directory.ByCodeAsync();
        var (webinars, parts) = (new List<WebinarFigures>(), new List<Participation>());
        foreach (var webinar in scope.Webinars)
        {
            var attendance = await db.AttendanceAsync(webinar, cancellationToken);
            var certified = (await db.Certificates.Where(c => c.WebinarId == webinar.Id && c.State == CertificateState.Valid)
                .Select(c => c.RegistrationId).ToListAsync(cancellationToken)).ToHashSet();
            var confirmed = await db.Registrations.AsNoTracking()
                .Where(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Confirmed)
                .OrderBy(r => r.Number)
                .Select(r => new
                {
                    r.Id,
                    Person = r.PersonMark ?? r.EmailKey,
                    Name = r.PersonMark == null ? r.SortName : "",
                    r.ParticipantKind,
                    r.Role,
                    r.PublicBodyCode,
                    r.OtherBody,
                })
                .ToListAsync(cancellationToken);
            List<Participation> own =
            [
                .. confirmed.Select(r => (Row: r, Body: r.PublicBodyCode is { } code ? bodies.GetValueOrDefault(code) : null))
                    .Select(r => new Participation(
                        webinar.Id, r.Row.Person, r.Row.Name, r.Row.ParticipantKind, r.Row.Role, r.Body?.ProvinceName,
                        r.Body?.FullName ?? r.Row.OtherBody)
                    {
                        WasThere = attendance.Of(r.Row.Id) > TimeSpan.Zero,
                        Attended = attendance.Reaches(r.Row.Id),
                        IsCertified = certified.Contains(r.Row.Id),
                    }),
            ];
            webinars.Add(new WebinarFigures(
                webinar.Id, own.Count, own.Count(p => p.WasThere), own.Count(p => p.Attended), own.Count(p => p.IsCertified)));
            parts.AddRange(own);
        }

        return new DossierFigures(webinars, Indicators.People(parts), await MailsAsync(db, scope, cancellationToken));
    }

    /// <summary>Of the registrations to these webinars, by what they were for.</summary>
    private static async Task<IReadOnlyList<MailFigures>> MailsAsync(
        CooperaDb db, DossierScope scope, CancellationToken cancellationToken)
    {
        var ids = scope.Ids;
        var counts = await db.OutgoingMails
            .Where(m => m.SentAt != null && db.Registrations.Any(r => r.Id == m.RegistrationId && ids.Contains(r.WebinarId)))
            .GroupBy(m => m.Kind)
            .Select(group => new { group.Key, Sent = group.Count(), Refused = group.Count(m => m.BouncedAt != null) })
            .ToListAsync(cancellationToken);
        return
        [
            .. counts.GroupBy(count => MailPhrases.KindOf(count.Key))
                .Select(group => new MailFigures(group.Key, group.Sum(count => count.Sent), group.Sum(count => count.Refused)))
                .OrderBy(row => Text.Fold(row.Kind), StringComparer.Ordinal),
        ];
    }
}
