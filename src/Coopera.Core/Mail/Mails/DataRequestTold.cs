using System.Text.Json.Serialization;
using Coopera.Domain;
using Coopera.Domain.OwnData;

namespace Coopera.Core.Mail.Mails;

/// <summary>What became of a request about one's own data. Nothing that the person wrote stands in it: the mailbox may be several people's.</summary>
/// <param name="Forgotten">Registrations that were emptied for it so far.</param>
/// <param name="Answer">Of staff; empty while there is none.</param>
public sealed record DataRequestTold(
    DataRequestKind Kind, DataRequestStatus Status, DateTimeOffset AskedAt, DateOnly DueOn, int Forgotten, IReadOnlyList<StaysBehind> Stays,
    string Answer) : MailContent
{
    public override string Subject => (Kind, Status) switch
    {
        (DataRequestKind.Erasure, DataRequestStatus.Open) => "Abbiamo ricevuto la tua richiesta di cancellazione",
        (DataRequestKind.Erasure, DataRequestStatus.Done) => "I tuoi dati sono stati cancellati",
        (_, DataRequestStatus.Open) => "Abbiamo ricevuto la tua richiesta di correzione",
        (_, DataRequestStatus.Done) => "I tuoi dati sono stati corretti",
        _ => "La risposta alla tua richiesta sui dati",
    };

    public override Type Template => typeof(DataRequestToldMail);

    public override string Why =>
        $"Ricevi questa email perché {RomeTime.Date("il", AskedAt)} è arrivata una richiesta di {Kind.Label()} dei dati legati a questo indirizzo.";

    [JsonIgnore]
    public IReadOnlyList<string> Paragraphs =>
    [
        .. Kind == DataRequestKind.Erasure && (Forgotten > 0 || Status == DataRequestStatus.Done)
            ? new[] { DataRequestPhrases.Gone(Forgotten) } : [],
        .. Status switch
        {
            DataRequestStatus.Open => new[]
            {
                $"{(Forgotten > 0 ? "Al resto" : "Alla richiesta")} risponde la segreteria, entro {RomeTime.Date("il", DueOn)}: "
                + "ricevi un’altra email.",
            },
            DataRequestStatus.Refused => ["La segreteria non ha potuto fare quello che chiedi, o non tutto."],
            _ when Kind == DataRequestKind.Correction => ["La segreteria ha corretto quello che hai segnalato."],
            _ => [],
        },
        .. Answer.Length > 0 ? new[] { $"Ecco che cosa scrive la segreteria:\n{Answer}" } : [],
    ];

    public string? StaysHeading => Stays.Count == 0 ? null : "Che cosa resta, e perché";

    public string Rights =>
        "Se la risposta non ti convince puoi scrivere alla segreteria, presentare un reclamo al Garante per la protezione dei dati personali "
        + "(www.garanteprivacy.it) o rivolgerti al giudice.";

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        "Ciao,",
        .. Paragraphs,
        StaysHeading is null ? "" : $"{StaysHeading}:\n{string.Join('\n', Stays.Select(one => $"- {one.Sentence()}"))}",
        Status == DataRequestStatus.Open ? "" : Rights,
        $"Per vedere che cosa conserviamo con questo indirizzo:\n{links.AskOwnData}",
    ];
}
