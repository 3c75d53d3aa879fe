namespace Coopera.Web.Mail.Mails;

/// <summary>The person has a place: with the calendar invitation.</summary>
public sealed record RegistrationConfirmed(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent;
