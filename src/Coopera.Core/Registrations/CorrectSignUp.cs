using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Domain.Words;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>
/// Whoever has just signed up goes back and puts right what they wrote. From the same browser a colleague may be signed up as well: another
/// name is another person, and so is another name with the address of the first, who confirms by a mail to it.
/// </summary>
internal static class CorrectSignUp
{
    /// <param name="first">Somebody else who is signed up with the address that was sent.</param>
    /// <param name="there">Who is, under the name that was sent.</param>
    /// <returns>The registration, and the state in which it was; null when nothing is corrected.</returns>
    public static async Task<(Registration Own, RegistrationStatus Was)?> TryAsync(
        CooperaDb db, Webinar webinar, Registration? first, Registration? there, SentSignUp sent, bool mustConfirm)
    {
        var own = await db.Registrations.SingleOrDefaultAsync(r => r.Id == sent.Proof!.RegistrationId && r.WebinarId == webinar.Id);
        if (own is not { IsActive: true } || !SentAgain.Proves(sent.Proof, own))
        {
            return null;
        }

        var (was, name) = (own.Status, $"{sent.Participant.FirstName} {sent.Participant.LastName}");
        if (own.EmailKey == sent.Participant.Email.Key)
        {
            if (!PersonName.AreAlike(own.FullName, name) || (there is not null && there.Id != own.Id))
            {
                return null;
            }

            await ChangeAsync(db, webinar, own, sent, sharesMailbox: first is not null && first.Id != own.Id);
            return (own, was);
        }

        // The address of somebody else: nobody has shown that they read it.
        if (first is { IsAccepted: true } && there is null)
        {
            return null;
        }

        if (!own.IsAccepted || mustConfirm || !PersonName.AreSame(own.FullName, name))
        {
            return null;
        }

        await MoveAsync(db, webinar, own, sent);
        return (own, was);
    }

    private static async Task ChangeAsync(CooperaDb db, Webinar webinar, Registration own, SentSignUp sent, bool sharesMailbox)
    {
        var changed = await ChangedAsync(db, own, sent);
        own.Correct(sent.Participant, sent.Notice, sent.At, sharesMailbox);
        db.RegistrationEvents.Add(new RegistrationEvent(own.Id, RegistrationEventKind.Changed, actor: null, changed, sent.At));
        if (own.Status == RegistrationStatus.Unconfirmed)
        {
            await db.SaveChangesAsync();
            await AlreadyRegisteredNotice.QueueAsync(db, webinar, own, sent.At);
            return;
        }

        // A mail that has not left yet tells what was there before: one with what is there now takes its place.
        var mail = SendConfirmationAgain.MailFor(webinar, own)!;
        await db.OutgoingMails
            .Where(m => m.RegistrationId == own.Id && m.Kind == mail.KindId && m.Status == OutgoingMailStatus.Queued
                && m.Attempts == 0 && m.LeaseEndsAt == null)
            .ExecuteDeleteAsync();
        db.Queue(MailCause.Stranger, mail, own, sent.At);
        await db.SaveChangesAsync();
    }

    /// <summary>It counts as one more form from there: it writes to a mailbox that has not been written to.</summary>
    private static async Task MoveAsync(CooperaDb db, Webinar webinar, Registration own, SentSignUp sent)
    {
        if (sent.Network is { } network)
        {
            db.SignUpAttempts.Add(new SignUpAttempt(webinar.Id, network, own.Id, sent.At));
        }

        var changed = await ChangedAsync(db, own, sent);
        await MoveRegistration.RunAsync(
            db, webinar, own, sent.Participant, MailCause.Stranger, changed,
            sharesMailbox => own.Correct(sent.Participant, sent.Notice, sent.At, sharesMailbox), sent.At);
    }

    private static async Task<string> ChangedAsync(CooperaDb db, Registration own, SentSignUp sent) =>
        ChangedFields.Of(own, sent.Participant, await AnswerBook.ReplaceAsync(db, own.Id, sent.Participant.Answers));
}
