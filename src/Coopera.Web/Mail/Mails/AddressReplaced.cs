namespace Coopera.Web.Mail.Mails;

/// <summary>To the old address of a registration: a warning, without naming the new one in full.</summary>
public sealed record AddressReplaced(WebinarFacts Webinar, string FirstName, string MaskedNewAddress) : MailContent;
