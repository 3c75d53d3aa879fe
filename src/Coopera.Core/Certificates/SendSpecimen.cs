using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

/// <summary>To oneself first: the mail and the paper as people would get them, and said to be none.</summary>
public sealed class SendSpecimen(CooperaDb database, SiteAddresses addresses, TimeProvider clock)
{
    public Task RunAsync(
        int webinarId, EmailAddress to, string name, string staff, Guid? form, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(
            form,
            async db =>
            {
                var now = clock.GetUtcNow();
                var webinar = await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == webinarId);
                var facts = await SpecimenAsync(db, webinar, addresses, now);
                db.Queue(MailCause.Proven, new CertificateSpecimen(webinar.Title, facts), to, name, registrationId: null, now);
                Register.Add(
                    db, staff, webinar.Title, AuditSubject.Webinar(webinarId), new RegisterLine(AuditAction.CertificateTested), now);
                await db.SaveChangesAsync();
                return true;
            },
            cancellationToken);

    /// <summary>Of the first who gets one; of nobody in particular when no one does.</summary>
    public static async Task<CertificateFacts> SpecimenAsync(CooperaDb db, Webinar webinar, SiteAddresses addresses, DateTimeOffset now)
    {
        var candidates = await CertificateCandidates.ReadAsync(db, webinar);
        var maker = await FactsMaker.ReadAsync(db, webinar, candidates.Attendance, candidates.Credits, addresses, now);
        var first = candidates.Due.FirstOrDefault() ?? candidates.All.FirstOrDefault(one => one.Attended > TimeSpan.Zero);
        return first is null ? maker.OfNobody() : maker.Of(first.Registration);
    }
}

/// <summary>The mail with a certificate once more, to the address that it has now.</summary>
public sealed class SendCertificateAgain(ChangedCertificate changed, Settings settings)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request with { AnyVersion = true },
        _ => false,
        change =>
        {
            var certificate = change.Thing.Certificate;
            if (!certificate.IsValid || certificate.MadeAt is null || !certificate.Email.IsGiven)
            {
                return ChangeResult.Stale;
            }

            change.Db.Queue(
                MailCause.Staff, new CertificateIssued(IssuedFacts.Of(certificate), settings.Certificates.AttachToMail),
                certificate.Email, certificate.FullName, certificate.RegistrationId, change.Now);
            return change.Done(AuditAction.CertificateSentAgain, changes: []);
        },
        cancellationToken);
}
