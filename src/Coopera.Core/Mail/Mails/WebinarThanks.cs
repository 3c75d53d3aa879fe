using System.Text.Json.Serialization;
using Coopera.Core.Links;

namespace Coopera.Core.Mail.Mails;

/// <summary>When it is over, to who had a place.</summary>
/// <param name="CameIn">By the way in, as far as the site knows.</param>
/// <param name="HasMaterials">As it was planned: more may come.</param>
public sealed record WebinarThanks(WebinarFacts Webinar, RegistrationFacts Registration, bool CameIn, bool HasMaterials) : MailContent
{
    public override string Subject => $"{(HasMaterials ? "Grazie, ecco i materiali" : "Grazie")}: {Webinar.Title}";

    public override Type Template => typeof(WebinarThanksMail);

    public override bool OpensSomething => true;

    public override bool TellsOfRegistration => true;

    /// <summary>The questionnaire that this mail is the way into; null when there is none, or they had that way already.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SurveyId { get; init; }

    /// <inheritdoc cref="QuestionnaireOpen.Ballot"/>
    [JsonIgnore]
    public Ballot? Ballot { get; init; }

    public string News => CameIn
        ? "grazie per avere partecipato al webinar."
        : "il webinar si è concluso: grazie per l’interesse.";

    public string Where => HasMaterials
        ? "Sulla tua pagina trovi i materiali dell’incontro. Se ne arrivano altri li trovi lì."
        : "Quando ci sono materiali da leggere o da rivedere, li trovi sulla tua pagina.";

    public override MailContent As(WebinarFacts webinar, RegistrationFacts registration) =>
        this with { Webinar = webinar, Registration = registration };

    public override MailContent WithBallot(Func<int, Ballot> draw) => SurveyId is { } survey ? this with { Ballot = draw(survey) } : this;

    public override IEnumerable<string> Text(MailLinks links) =>
    [
        $"{Registration.Greeting},",
        News,
        Webinar.Lines,
        $"{Where}\n{links.Enter(Registration)}",
        SurveyId is null ? "" : $"{MailPhrases.AskedAfterwards} {MailPhrases.AnonymousBallot}\n{links.Questionnaire(Ballot)}",
        $"I prossimi webinar sono qui:\n{links.Webinars}",
    ];
}
