using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coopera.Core.Documents;
using Coopera.Core.Links;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Domain.Words;

namespace Coopera.Core.Mail;

/// <summary>
/// The facts of one mail at the moment it was caused. The outbox keeps them as JSON; when it goes out, what has changed since is put in
/// their place (<see cref="PresentFacts"/>), or it does not go. Beside each class stands its HTML template; subject and plain text are in
/// the class.
/// </summary>
[JsonDerivedType(typeof(RegistrationConfirmed), MailKinds.RegistrationConfirmed)]
[JsonDerivedType(typeof(RegistrationWaiting), MailKinds.RegistrationWaiting)]
[JsonDerivedType(typeof(RegistrationToConfirm), MailKinds.RegistrationToConfirm)]
[JsonDerivedType(typeof(AlreadyRegistered), MailKinds.AlreadyRegistered)]
[JsonDerivedType(typeof(PlaceAssigned), MailKinds.PlaceAssigned)]
[JsonDerivedType(typeof(RegistrationCancelled), MailKinds.RegistrationCancelled)]
[JsonDerivedType(typeof(RegistrationMoved), MailKinds.RegistrationMoved)]
[JsonDerivedType(typeof(AddressReplaced), MailKinds.AddressReplaced)]
[JsonDerivedType(typeof(InvitationDeclined), MailKinds.InvitationDeclined)]
[JsonDerivedType(typeof(YourLinks), MailKinds.YourLinks)]
[JsonDerivedType(typeof(WebinarChanged), MailKinds.WebinarChanged)]
[JsonDerivedType(typeof(WebinarCancelled), MailKinds.WebinarCancelled)]
[JsonDerivedType(typeof(WebinarRestored), MailKinds.WebinarRestored)]
[JsonDerivedType(typeof(WebinarReminder), MailKinds.WebinarReminder)]
[JsonDerivedType(typeof(WaitedInVain), MailKinds.WaitedInVain)]
[JsonDerivedType(typeof(WebinarThanks), MailKinds.WebinarThanks)]
[JsonDerivedType(typeof(QuestionnaireOpen), MailKinds.QuestionnaireOpen)]
[JsonDerivedType(typeof(WayInMoved), MailKinds.WayInMoved)]
[JsonDerivedType(typeof(PresenceDecided), MailKinds.PresenceDecided)]
[JsonDerivedType(typeof(BlankSchedaSent), MailKinds.BlankSchedaSent)]
[JsonDerivedType(typeof(AdhesionNews), MailKinds.AdhesionNews)]
[JsonDerivedType(typeof(AdhesionLinkAgain), MailKinds.AdhesionLinkAgain)]
[JsonDerivedType(typeof(BodyIsMember), MailKinds.BodyIsMember)]
[JsonDerivedType(typeof(AdhesionCopyToBody), MailKinds.AdhesionCopyToBody)]
[JsonDerivedType(typeof(PasswordReset), MailKinds.PasswordReset)]
[JsonDerivedType(typeof(AccountChanged), MailKinds.AccountChanged)]
[JsonDerivedType(typeof(ColleagueInvited), MailKinds.ColleagueInvited)]
[JsonDerivedType(typeof(SecretariatMessage), MailKinds.SecretariatMessage)]
[JsonDerivedType(typeof(WebinarInvitation), MailKinds.WebinarInvitation)]
[JsonDerivedType(typeof(MailTest), MailKinds.MailTest)]
[JsonDerivedType(typeof(CertificateIssued), MailKinds.CertificateIssued)]
[JsonDerivedType(typeof(CertificateRevoked), MailKinds.CertificateRevoked)]
[JsonDerivedType(typeof(CertificateSpecimen), MailKinds.CertificateSpecimen)]
[JsonDerivedType(typeof(YourCertificates), MailKinds.YourCertificates)]
[JsonDerivedType(typeof(DataLinkSent), MailKinds.DataLinkSent)]
[JsonDerivedType(typeof(DataRequestTold), MailKinds.DataRequestTold)]
public abstract record MailContent
{
    // Only the facts: what is computed from them is not stored.
    private static readonly JsonSerializerOptions Json = new()
    {
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Dictionary<Type, string> Ids = typeof(MailContent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(kind => kind.DerivedType, kind => (string)kind.TypeDiscriminator!);

    /// <summary>One of <see cref="MailKinds"/>; in the JSON it stands as <c>$type</c>.</summary>
    public string KindId => Ids[GetType()];

    public abstract string Subject { get; }

    /// <summary>The Razor component that draws the HTML part; it takes this as its parameter <c>Mail</c>.</summary>
    public abstract Type Template { get; }

    public virtual string Why => "Ricevi questa email perché questo indirizzo è stato usato per iscriversi a un webinar.";

    /// <summary>
    /// Its link gives power over a staff account. Nobody but the recipient may read it, so the page of the mail neither shows its text
    /// nor sends it to another address.
    /// </summary>
    public virtual bool OpensAnAccount => false;

    public virtual MailWorth Worth => MailWorth.Notice;

    /// <summary>
    /// Its link gives power over a registration or an adhesion: to another address it goes only with the thing itself, by who may change
    /// that, and with a new link.
    /// </summary>
    public virtual bool OpensSomething => false;

    /// <summary>
    /// Of mails that people get because they asked for invitations: whose choice one click in the mail program takes back (RFC 8058). Null
    /// on all others, which tell of something that concerns the person: nobody unsubscribes from those.
    /// </summary>
    public virtual RegistrationFacts? Subscriber => null;

    public virtual MailCalendar? Calendar => null;

    /// <summary>It goes to a mailbox of certified mail, which refuses any other.</summary>
    public virtual bool IsCertified => false;

    public virtual bool CarriesBlankScheda => false;

    /// <summary>A certificate that goes with it.</summary>
    public virtual MailPaper? Paper => null;

    public abstract IEnumerable<string> Text(MailLinks links);

    /// <summary>What it says holds only while the registration and its webinar stand as they do.</summary>
    public virtual bool TellsOfRegistration => false;

    /// <summary>The same news about the same registration, as things are now; itself when it tells of a moment that is past.</summary>
    public virtual MailContent As(WebinarFacts webinar, RegistrationFacts registration) => this;

    /// <summary>
    /// With the right to answer a questionnaire, if that is what it brings: drawn for the one message that goes out, and in no row.
    /// </summary>
    public virtual MailContent WithBallot(Func<int, Ballot> draw) => this;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static MailContent FromJson(string json) =>
        JsonSerializer.Deserialize<MailContent>(json, Json) ?? throw new JsonException("The content of the mail is empty.");
}

/// <param name="IsCancellation">METHOD:CANCEL, else METHOD:REQUEST.</param>
public sealed record MailCalendar(WebinarFacts Webinar, RegistrationFacts Registration, bool IsCancellation);

/// <param name="StoreKey">Of the file as it is kept; null: it is drawn.</param>
public sealed record MailPaper(string FileName, string? StoreKey)
{
    public CertificateFacts? Specimen { get; init; }
}

public sealed record WebinarFacts(
    int Id, string Slug, string Title, string Theme, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsSample, int CalendarSequence,
    string Platform = "")
{
    public string When => $"{RomeTime.Span(StartsAt, EndsAt)} (ora italiana)";

    /// <summary>The talks with their hours, one a line; null where none is told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Programme { get; init; }

    public string SampleNotice => IsSample ? "Questo è un webinar di esempio: non si terrà davvero." : "";

    public string Where => Platform.Length == 0 ? "on line" : $"on line, con {Platform}";

    public string Lines =>
        string.Join('\n', new[]
        {
            Title, Theme, $"Quando: {When}", $"Dove: {Where}", Programme is null ? "" : $"Programma:\n{Programme}", SampleNotice,
        }.Where(line => line.Length > 0));

    public static WebinarFacts Of(Webinar webinar) => new(
        webinar.Id, webinar.Slug, webinar.Title, webinar.Theme, webinar.StartsAt,
        webinar.EndsAt, webinar.IsSample, webinar.CalendarSequence,
        webinar.Platform);
}

public sealed record RegistrationFacts(
    Guid Id, int LinkVersion, int CalendarSequence, RegistrationStatus Status, string FirstName, string LastName, EmailAddress Email)
{
    public static RegistrationFacts Of(Registration registration) => new(
        registration.Id,
        registration.LinkVersion,
        registration.CalendarSequence,
        registration.Status,
        registration.FirstName,
        registration.LastName,
        registration.Email);

    /// <summary>"Ciao Maria": by name, unless what stands there is nobody's (rows from before names were looked at).</summary>
    public string Greeting => IsName ? $"Ciao {FirstName}" : "Ciao";

    /// <summary>Null when what stands there is nobody's.</summary>
    public string? NameForMail => IsName ? $"{FirstName} {LastName}".TrimEnd() : null;

    private bool IsName => PersonName.IsFitForMail(FirstName, LastName);

    public CalendarGuest Guest() => new(Id, NameForMail ?? Email.Display, Email);
}

public sealed record AdhesionFacts(Guid Id, int LinkVersion, string BodyName, string DocumentCode, string? ReceiptNumber)
{
    public const string Why =
        "Ricevi questa email perché questo indirizzo è indicato nella scheda di adesione di un ente, o risulta essere il suo.";

    public const string WhyAsked = "Ricevi questa email perché questo indirizzo è stato scritto nel modulo di adesione al Coordinamento.";

    public string Lines =>
        $"{BodyName}\nCodice della scheda: {DocumentCode}{(ReceiptNumber is null ? "" : $"\nRicevuta: {ReceiptNumber}")}";

    public static AdhesionFacts Of(Adhesion adhesion, string bodyName) =>
        new(adhesion.Id, adhesion.LinkVersion, bodyName, adhesion.DocumentCode, adhesion.ReceiptNumber);
}
