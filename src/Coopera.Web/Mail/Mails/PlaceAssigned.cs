namespace Coopera.Web.Mail.Mails;

/// <summary>A place became free for someone on the waiting list: with the calendar invitation.</summary>
public sealed record PlaceAssigned(WebinarFacts Webinar, RegistrationFacts Registration) : MailContent;
