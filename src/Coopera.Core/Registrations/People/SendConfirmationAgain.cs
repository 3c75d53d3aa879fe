using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Registrations.People;

public sealed class SendConfirmationAgain(ChangedRegistration changed)
{
    /// <summary>What somebody with this registration would be told; null when there is nothing to confirm.</summary>
    public static MailContent? MailFor(Webinar webinar, Registration registration) => registration.Status switch
    {
        RegistrationStatus.Confirmed => new RegistrationConfirmed(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)),
        RegistrationStatus.Waiting => new RegistrationWaiting(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)),
        RegistrationStatus.Unconfirmed => RegistrationToConfirm.Of(webinar, registration),
        _ => null,
    };

    public static bool IsPossible(Webinar webinar, DateTimeOffset now) =>
        webinar.PhaseAt(now) is not (WebinarPhase.Concluded or WebinarPhase.Cancelled or WebinarPhase.NotPublished);

    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        _ => false,
        change =>
        {
            if (!IsPossible(change.Thing.Webinar, change.Now) || MailFor(change.Thing.Webinar, change.Thing.Registration) is not { } mail)
            {
                return ChangeResult.Stale;
            }

            change.Notify(mail);
            change.Diary(RegistrationEventKind.ConfirmationSentAgain, note: null);
            return change.Done(AuditAction.ConfirmationSentAgain, change.Thing.Registration.Email.Display);
        },
        cancellationToken);
}
