using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Certificates;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;

namespace Coopera.Core.Certificates;

public sealed class RevokeCertificate(ChangedCertificate changed)
{
    /// <param name="reason">Read by who checks the certificate, and by the person.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, string reason, bool sendMail, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.Certificate.State == CertificateState.Revoked,
        change =>
        {
            var certificate = change.Thing.Certificate;
            if (!certificate.IsValid)
            {
                return ChangeResult.Refused("Questo attestato è già stato sostituito: si revoca quello che vale.");
            }

            if (reason.Length == 0)
            {
                return ChangeResult.Refused(CertificatePhrases.ReasonMissing, "Reason");
            }

            certificate.End(CertificateState.Revoked, reason, change.Now);
            var isTold = sendMail && certificate.Email.IsGiven;
            if (isTold)
            {
                change.Db.Queue(
                    MailCause.Staff, new CertificateRevoked(IssuedFacts.Of(certificate), reason), certificate.Email,
                    certificate.FullName, registrationId: null, change.Now);
            }

            return change.Done(
                AuditAction.CertificateRevoked,
                isTold ? "La persona è avvisata per email." : "La persona non è avvisata per email.", reason);
        },
        cancellationToken);
}

public sealed class ChangeCredits(ChangedCredits changed)
{
    public Task<ChangeResult> RunAsync(
        ChangeRequest<int> request, int total, int deontological, string eventId, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => (change.Thing.Total, change.Thing.Deontological, change.Thing.EventId) == (total, deontological, eventId),
            change =>
            {
                change.Thing.Change(total, deontological, eventId);
                return change.Done(AuditAction.CertificateCreditsChanged);
            },
            cancellationToken);
}
