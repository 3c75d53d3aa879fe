namespace Coopera.Web.Mail.Mails;

/// <summary>The webinar is full: the person is on the waiting list, and hears what happens next.</summary>
public sealed record RegistrationWaiting(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent;
