using System.Text.Json.Serialization;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Questionnaires;

namespace Coopera.Core.Mail.Mails;

/// <summary>Asks what they think, of who is meant: when the thanks did not, or three months later.</summary>
public sealed record QuestionnaireOpen(
    WebinarFacts Webinar, RegistrationFacts Registration, int SurveyId, SurveyRound Round, DateTimeOffset ClosesAt) : MailContent
{
    public override string Subject => $"{(Round == SurveyRound.AtWork ? "Ti è servito nel lavoro?" : "Com’è andata?")} {Webinar.Title}";

    public override Type Template => typeof(QuestionnaireOpenMail);

    public override bool OpensSomething => true;

    public override bool TellsOfRegistration => true;

    /// <summary>Of this one message; never stored.</summary>
    [JsonIgnore]
    public Ballot? Ballot { get; init; }

    public string News => Round == SurveyRound.AtWork
        ? $"sono passati tre mesi dal webinar {RomeTime.Date("del", Webinar.StartsAt)}. Ci dici se ti è servito? Bastano due minuti."
        : "ci dici com’è andato il webinar? Bastano due minuti, e ci aiuti a fare meglio il prossimo.";

    public string Until => $"Puoi rispondere fino {RomeTime.Date("al", ClosesAt.AddTicks(-1))}.";

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override MailContent WithBallot(Func<int, Ballot> draw) => this with { Ballot = draw(SurveyId) };

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        News,
        Webinar.Lines,
        $"Rispondi qui, senza dire chi sei:\n{links.Questionnaire(Ballot)}",
        $"{MailPhrases.AnonymousBallot} {Until}",
        $"Se non vuoi che ti chiediamo altri pareri:\n{links.DeclineQuestionnaires(Registration, SurveyId)}",
    ];
}
