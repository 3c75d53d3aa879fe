using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

/// <summary>
/// Another certificate, with what is right now, in the place of one: that one is not valid any more, and its page says which is.
/// </summary>
public sealed class ReissueCertificate(ChangedCertificate changed, Reissuing reissuing)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.Certificate.State == CertificateState.Superseded,
        async change =>
        {
            var (old, webinar) = change.Thing;
            if (!old.IsValid)
            {
                return ChangeResult.Refused("Un attestato revocato non si rifà.");
            }

            if (await change.Db.Registrations.SingleOrDefaultAsync(r => r.Id == old.RegistrationId) is not { } person)
            {
                return ChangeResult.Refused("L’iscrizione non c’è più: l’attestato non si può rifare.");
            }

            return await reissuing.RunAsync(change.Db, webinar, old, person, change.Staff, change.Now) is { } made
                ? change.Done(
                    AuditAction.CertificateReissued, $"al suo posto il n. {made.FullNumber}", changes: Reissuing.Differences(old, made),
                    sentence: $"Al suo posto c’è l’attestato n. {made.FullNumber}: tra poco il PDF è pronto, e la persona lo riceve per email.")
                    with
                { Id = $"{made.Id}" }
                : ChangeResult.Refused(CertificatePhrases.NothingDiffers);
        },
        cancellationToken);
}

/// <summary>Inside the transaction of whatever was put right.</summary>
public sealed class Reissuing(SiteAddresses addresses)
{
    /// <returns>Null when it would say the same.</returns>
    public async Task<Certificate?> RunAsync(
        CooperaDb db, Webinar webinar, Certificate old, Registration person, string staff, DateTimeOffset now)
    {
        var own = await db.PresenceIntervals.AsNoTracking().Where(p => p.RegistrationId == person.Id).ToListAsync();
        var facts = await FactsMaker.ReadAsync(
            db, webinar, await db.AttendanceAsync(webinar, own), await db.CreditsOfAsync(webinar.Id), addresses, now);
        var made = facts.Of(person, old.FullNumber);
        if (!facts.HasSigner || SaysTheSame(old.Facts, made))
        {
            return null;
        }

        var year = RomeTime.Day(now).Year;
        var number = await db.NextCertificateNumberAsync(year, 1);
        old.End(CertificateState.Superseded, reason: null, now);
        await db.SaveChangesAsync(); // its key is free
        var certificate = new Certificate(person, year, number, made, staff, now, old);
        old.IsReplacedBy(certificate);
        db.Certificates.Add(certificate);
        return certificate;
    }

    public static IReadOnlyList<FieldChange> Differences(Certificate old, Certificate made) => FieldChange.Between(Words(old), Words(made));

    private static IReadOnlyList<FieldWords> Words(Certificate certificate) =>
    [
        new("Nome", certificate.Facts.Person),
        new("Presenza", Documents.CertificateWords.Attended(certificate.Facts)),
        new("Crediti", certificate.Facts.Credits is { } credits ? Documents.CertificateWords.Credits(credits) : "nessuno"),
    ];

    private static bool SaysTheSame(CertificateFacts old, CertificateFacts made) =>
        Words(old).SequenceEqual(Words(made));

    private static IEnumerable<string> Words(CertificateFacts facts) => Documents.CertificateWords
        .Of(facts with { Day = default, Replaces = null, VerificationAddress = "" }, "", "").SelectMany(fact => fact.Lines);
}
