using System.Security.Cryptography;
using System.Text;

namespace Coopera.Domain.Questionnaires;

/// <summary>Questions that can be asked as they are. Everywhere the same words, so that webinars can be compared.</summary>
public static class SurveyDefaults
{
    private static readonly string[] Ends = ["per niente", "moltissimo"];

    /// <summary>When the one of three months later opens: at nine in the morning.</summary>
    public static DateTimeOffset OpensAtWork(DateTimeOffset webinarEnd) =>
        RomeTime.FromRome(RomeTime.Day(webinarEnd).AddMonths(3).ToDateTime(new TimeOnly(9, 0)));

    public static SurveyAudience Audience(SurveyRound round) =>
        round == SurveyRound.Afterwards ? SurveyAudience.CameIn : SurveyAudience.Attended;

    public static IReadOnlyList<SurveyQuestion> Of(SurveyRound round) => round == SurveyRound.Afterwards
        ?
        [
            Scale("Nel complesso, quanto ti è piaciuto l’incontro?"),
            Scale("Quanto ti servirà nel lavoro?"),
            Scale("Quanto è stato chiaro chi ha parlato?"),
            Ask(SurveyQuestionKind.OneChoice, "Il tempo era", required: false, "troppo poco", "giusto", "troppo"),
            Ask(
                SurveyQuestionKind.SeveralChoices, "Che cosa ti è stato più utile?", required: false,
                "gli interventi", "i casi raccontati", "le domande e risposte", "i materiali", "il confronto con altri enti"),
            Ask(SurveyQuestionKind.Text, "Che cosa cambieresti?", required: false),
            Ask(SurveyQuestionKind.Text, "Di che cosa vorresti che parlassimo la prossima volta?", required: false),
        ]
        :
        [
            Scale("Ti è servito nel lavoro?"),
            Ask(
                SurveyQuestionKind.OneChoice, "Hai potuto mettere in pratica qualcosa?", required: true,
                "sì, già fatto", "ci stiamo lavorando", "non ancora", "no"),
            Ask(
                SurveyQuestionKind.SeveralChoices, "Se no, che cosa è mancato?", required: false,
                "il tempo", "le persone", "i fondi", "una decisione dell’ente", "indicazioni più pratiche"),
            Ask(SurveyQuestionKind.Text, "Racconta, se vuoi, che cosa è cambiato.", required: false),
        ];

    private static SurveyQuestion Scale(string text) =>
        new(KeyOf(text), SurveyQuestionKind.Scale, text, Required: true, Ends);

    private static SurveyQuestion Ask(SurveyQuestionKind kind, string text, bool required, params string[] options) =>
        new(KeyOf(text), kind, text, required, options);

    /// <summary>The same each time: a page shows them before there is a row.</summary>
    private static Guid KeyOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
