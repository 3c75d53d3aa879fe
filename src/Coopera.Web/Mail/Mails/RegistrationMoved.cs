namespace Coopera.Web.Mail.Mails;

/// <summary>To the new address of a registration, with a new link and the invitation again.</summary>
public sealed record RegistrationMoved(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent;
