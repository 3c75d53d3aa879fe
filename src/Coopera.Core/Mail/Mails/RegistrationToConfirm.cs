using System.Text.Json.Serialization;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Mail.Mails;

/// <summary>To a mailbox that nobody has proven yet: no word in it but names is the sender's.</summary>
/// <param name="Beside">Another person's, which the address has already.</param>
/// <param name="Names">Of several people who were signed up together; null for one.</param>
public sealed record RegistrationToConfirm(
    WebinarFacts Webinar, RegistrationFacts Registration, DateTimeOffset Until,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RegistrationFacts? Beside = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Names = null) : MailContent
{
    public override string Subject => $"{Heading}: {Webinar.Title}";

    public string Heading => Names is { } names ? $"Conferma {Amount.Of(names.Count)} iscrizioni" : "Conferma la tua iscrizione";

    // Less than a confirmation: a burst does not use up what those need who come from elsewhere.
    public override MailWorth Worth => MailWorth.Access;

    public override bool OpensSomething => true;

    public override Type Template => typeof(RegistrationToConfirmMail);

    public string Deadline => $"Hai tempo fino {RomeTime.At(Until)}";

    public string Greeting => Names is null ? Registration.Greeting : "Ciao";

    public string Step => Names is null
        ? "manca un passo: conferma la tua iscrizione da questa email. Finché non lo fai non hai un posto."
        : "manca un passo: conferma da questa email le iscrizioni di queste persone. Finché non lo fai non hanno un posto.";

    public string Button => Names is null ? "Conferma l’iscrizione" : "Conferma le iscrizioni";

    public string Reason => Beside is { } there
        ? $"Te lo chiediamo perché con questo indirizzo c’è già un’altra iscrizione{Of(there)}. Se sei un’altra persona con la "
            + "stessa casella, conferma: ognuna ha la sua iscrizione, le sue email e il suo link."
        : Names is not null
            ? "Te lo chiediamo perché più persone hanno indicato questa casella: dopo la conferma arriva qui un’email per ognuna, con il suo "
                + "nome e il suo link."
            : "Te lo chiediamo perché in poco tempo sono arrivate molte iscrizioni dallo stesso posto, o dalla stessa casella.";

    public string Otherwise => Names is null
        ? "Se l’iscrizione non l’hai fatta tu, ignora questa email: si cancella da sola."
        : "Se non sai di che cosa si tratta, ignora questa email: queste iscrizioni si cancellano da sole.";

    public override bool TellsOfRegistration => true;

    public const string OrCorrect = "Se invece volevi correggere l’iscrizione che c’è già, aprila da qui";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Greeting},",
        Step,
        .. Names is { } names ? [string.Join('\n', names.Select(name => $"- {name}"))] : Array.Empty<string>(),
        Webinar.Lines,
        $"{Deadline}. Apri questa pagina e premi il pulsante:\n{links.Confirm(Webinar, Registration)}",
        Reason,
        .. Beside is { } there ? [$"{OrCorrect}:\n{links.Personal(there)}"] : Array.Empty<string>(),
        Otherwise,
    ];

    public static RegistrationToConfirm Of(Webinar webinar, Registration registration, Registration? beside = null) =>
        new(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration), registration.ConfirmBy,
            beside is { IsAccepted: true } ? RegistrationFacts.Of(beside) : null);

    /// <summary>One mail for those who were signed up together with one mailbox.</summary>
    public static RegistrationToConfirm Of(Webinar webinar, IReadOnlyList<Registration> together) => together is [var only]
        ? Of(webinar, only)
        : Of(webinar, together[0]) with { Names = [.. together.Select(one => RegistrationFacts.Of(one).NameForMail ?? "Una persona")] };

    private static string Of(RegistrationFacts there) => there.NameForMail is { } name ? $", di {name}" : "";
}
