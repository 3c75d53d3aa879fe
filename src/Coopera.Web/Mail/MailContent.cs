using System.Text.Json;
using System.Text.Json.Serialization;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Mail.Mails;

namespace Coopera.Web.Mail;

/// <summary>
/// The facts of one mail at the moment it was caused. The outbox keeps them as JSON, so a mail tells what happened even when
/// something else has happened since.
/// </summary>
[JsonDerivedType(typeof(RegistrationConfirmed), nameof(RegistrationConfirmed))]
[JsonDerivedType(typeof(RegistrationWaiting), nameof(RegistrationWaiting))]
[JsonDerivedType(typeof(AlreadyRegistered), nameof(AlreadyRegistered))]
[JsonDerivedType(typeof(PlaceAssigned), nameof(PlaceAssigned))]
[JsonDerivedType(typeof(RegistrationCancelled), nameof(RegistrationCancelled))]
[JsonDerivedType(typeof(RegistrationMoved), nameof(RegistrationMoved))]
[JsonDerivedType(typeof(AddressReplaced), nameof(AddressReplaced))]
[JsonDerivedType(typeof(YourLinks), nameof(YourLinks))]
public abstract record MailContent
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static MailContent FromJson(string json) =>
        JsonSerializer.Deserialize<MailContent>(json) ?? throw new JsonException("The content of the mail is empty.");
}

/// <summary>What a mail tells about a webinar.</summary>
public sealed record WebinarFacts(
    int Id, string Slug, string Title, string Theme, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsSample, int CalendarSequence)
{
    public static WebinarFacts Of(Webinar webinar) => new(
        webinar.Id, webinar.Slug, webinar.Title, webinar.Theme, webinar.StartsAt, webinar.EndsAt, webinar.IsSample, webinar.CalendarSequence);
}

/// <summary>What a mail tells about a registration. The link itself is made when the mail is rendered: no row holds it.</summary>
public sealed record RegistrationFacts(
    Guid Id, int LinkVersion, int CalendarSequence, RegistrationStatus Status, string FirstName, string LastName, string Email)
{
    public static RegistrationFacts Of(Registration registration) => new(
        registration.Id,
        registration.LinkVersion,
        registration.CalendarSequence,
        registration.Status,
        registration.FirstName,
        registration.LastName,
        registration.Email);
}
