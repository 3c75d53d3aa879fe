using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Mails in every state, as the mail page finds them.</summary>
internal static class MailPageFiles
{
    public static readonly MailFailure NoMailbox = new(MailFailureKind.NoSuchMailbox, "550 5.1.1 user unknown");
    public static readonly MailFailure NoServer = new(MailFailureKind.Unreachable, "Connection refused");

    public static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Somebody signed up, and this is their confirmation.</summary>
    public static async Task<(Registration Registration, OutgoingMail Mail)> ConfirmationAsync(
        this CooperaSite site, string email = "maria.rossi@comune.example", Action<OutgoingMail>? then = null, Webinar? webinar = null)
    {
        webinar ??= await site.WebinarAsync();
        var registration = Registration.SignUp(
            webinar.Id, 1, null, People.Person(email, "Nicolò", "D’Angelo"), People.Notice, Now);
        var content = new RegistrationConfirmed(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration));
        var mail = new OutgoingMail(
            MailCause.Schedule, MailKinds.RegistrationConfirmed, EmailAddress.Parse(email), registration.FullName, content.ToJson(),
            registration.Id, Now);
        then?.Invoke(mail);
        await site.WriteAsync(db =>
        {
            db.Registrations.Add(registration);
            db.OutgoingMails.Add(mail);
            return Task.CompletedTask;
        });
        return (registration, mail);
    }

    public static Action<OutgoingMail> GivenUp(MailFailure failure) => mail => mail.MarkFailedAttempt(failure, Now, isFinal: true);

    public static void Sent(OutgoingMail mail) => mail.MarkSent(Now);

    public static Task<OutgoingMail> MailAsync(this CooperaSite site, Guid id) =>
        site.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.Id == id));

    /// <summary>A worker has it in hand.</summary>
    public static Task LeaseAsync(this CooperaSite site, Guid id) => site.WriteAsync(db => db.OutgoingMails.Where(m => m.Id == id)
        .ExecuteUpdateAsync(m => m.SetProperty(x => x.LeasedBy, Guid.NewGuid()).SetProperty(x => x.LeaseEndsAt, Now.AddMinutes(5))));

    public static Task<Page> OpenAsync(this Visitor staff, OutgoingMail mail) => staff.GetAsync($"/gestione/posta/{mail.Id}");

    public static Task<Page> DoAsync(this Visitor staff, Page page, string action, string? address = null) =>
        staff.SubmitAsync(page, address is null ? [] : new() { ["Form.Address"] = address }, $"main form[action$='/{action}']");
}
