using Coopera.Domain.Mailings;

namespace Coopera.Core.Mail.Mails;

/// <param name="Key">Of the address that it was written to.</param>
/// <param name="BodyName">Of the body the person is of; empty when there is none.</param>
public sealed record MessageReader(string Key, string FirstName, string LastName, string BodyName);

/// <summary>What staff wrote to many, for one of them.</summary>
/// <param name="WrittenSubject">With its fields, as the body.</param>
/// <param name="Webinar">Null for the Coordinamento.</param>
/// <param name="Registration">Of who signed up; null for everybody else.</param>
public abstract record WrittenMessage(
    Guid MailingId, string WrittenSubject, string Body, Audience Audience, MessageReader Reader, WebinarFacts? Webinar,
    RegistrationFacts? Registration) : MailContent
{
    private const string TestMark = "[Prova] ";

    /// <summary>Staff sent it to themselves: it has no personal link.</summary>
    public bool IsTest { get; init; }

    /// <summary>It was written in the knowledge that the webinar does not take place, or is over.</summary>
    public bool KnewItCancelled { get; init; }

    /// <inheritdoc cref="KnewItCancelled"/>
    public bool KnewItOver { get; init; }

    public override string Subject => (IsTest ? TestMark : "") + Heading;

    public string Heading => MessageFields.Fill(WrittenSubject, Word);

    public override Type Template => typeof(WrittenMessageMail);

    public override bool OpensSomething => Registration is not null && MessageFields.In(Body).Any(MessageFields.IsPersonal);

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) => this with
    {
        Webinar = webinar,
        Registration = registration,
        Reader = Reader with { FirstName = registration.FirstName, LastName = registration.LastName },
    };

    public override IEnumerable<string> Text(MailLinks links) => [TestNotice, .. MessageText.Of(this, links).Paragraphs()];

    public string TestNotice => IsTest
        ? "Questa è una prova che hai mandato a te: i link personali portano qui alla pagina pubblica, e ogni persona riceve i suoi."
        : "";

    /// <summary>What a field stands for, without the links.</summary>
    public string Word(string field) => field switch
    {
        MessageFields.FirstName => Name(Reader.FirstName),
        MessageFields.LastName => Name(Reader.LastName),
        MessageFields.Body => Reader.BodyName,
        MessageFields.Title => Webinar?.Title ?? "",
        MessageFields.When => Webinar?.When ?? "",
        _ => "",
    };

    public string Link(string field, MailLinks links) => field switch
    {
        MessageFields.Page when Webinar is not null => links.Webinar(Webinar),
        MessageFields.SignUp when Webinar is not null => links.SignUp(Webinar),
        MessageFields.Registration when Registration is not null && !IsTest => links.Personal(Registration),
        MessageFields.Enter when Registration is not null && !IsTest => links.Enter(Registration),
        _ when MessageFields.IsPersonal(field) && Webinar is not null => links.Webinar(Webinar),
        MessageFields.Coordination => links.Coordination,
        _ => "",
    };

    /// <summary>Rows from before names were looked at may hold anything.</summary>
    private string Name(string part) => Domain.Words.PersonName.IsFitForMail(Reader.FirstName, Reader.LastName) ? part : "";
}

/// <summary>About what the reader takes part in: nobody unsubscribes from it.</summary>
public sealed record SecretariatMessage(
    Guid MailingId, string WrittenSubject, string Body, Audience Audience, MessageReader Reader, WebinarFacts? Webinar,
    RegistrationFacts? Registration) : WrittenMessage(MailingId, WrittenSubject, Body, Audience, Reader, Webinar, Registration)
{
    public override string Why => Audience.Kind == AudienceKind.People ? base.Why : AdhesionFacts.Why;
}

/// <summary>To who asked to be invited, and for as long as they do; with one of their registrations, whatever webinar it is of.</summary>
public sealed record WebinarInvitation(
    Guid MailingId, string WrittenSubject, string Body, Audience Audience, MessageReader Reader, WebinarFacts? Webinar,
    RegistrationFacts? Registration) : WrittenMessage(MailingId, WrittenSubject, Body, Audience, Reader, Webinar, Registration)
{
    public override RegistrationFacts? Subscriber => IsTest ? null : Registration;

    public override string Why =>
        "Ricevi questa email perché, iscrivendoti a un webinar con questo indirizzo, hai chiesto gli inviti ai prossimi.";
}
