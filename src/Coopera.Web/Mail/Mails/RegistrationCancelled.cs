namespace Coopera.Web.Mail.Mails;

/// <summary>The person gave up their place, or their turn on the waiting list; with the calendar cancellation when they had a place.</summary>
public sealed record RegistrationCancelled(WebinarFacts Webinar, RegistrationFacts Registration, bool HadPlace) : MailContent;
