namespace Coopera.Web.Mail.Mails;

/// <summary>All the live registrations of one address, each with its personal link.</summary>
public sealed record YourLinks(IReadOnlyList<RegistrationLink> Links) : MailContent;

/// <summary>One registration in <see cref="YourLinks"/>.</summary>
public sealed record RegistrationLink(WebinarFacts Webinar, RegistrationFacts Registration);
