namespace Coopera.Web.Mail.Mails;

/// <summary>The same address signed up again: the link to the registration that is there.</summary>
public sealed record AlreadyRegistered(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent;
