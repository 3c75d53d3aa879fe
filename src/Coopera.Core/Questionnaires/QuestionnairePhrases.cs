using Coopera.Core.Changes;
using Coopera.Domain;
using Coopera.Domain.Questionnaires;

namespace Coopera.Core.Questionnaires;

public static class QuestionnairePhrases
{
    /// <summary>What everybody reads before they answer, and what is so.</summary>
    public const string Anonymous =
        "Questo questionario è anonimo, e non può diventare altro. Il tuo link è stato estratto a caso mentre partiva l’email: non è scritto "
        + "accanto al tuo nome. Le risposte entrano chiuse in un’urna, senza nome e senza ora; si aprono tutte insieme dopo la chiusura, "
        + "mescolate, e solo se sono almeno cinque. Chi ha scritto che cosa il sito non lo sa, e non può dirlo a nessuno.";

    public static string Title(this SurveyRound round) =>
        round == SurveyRound.Afterwards ? "Questionario dopo il webinar" : "Questionario dopo tre mesi";

    /// <summary>In addresses.</summary>
    public static string Word(this SurveyRound round) => round == SurveyRound.Afterwards ? "subito" : "dopo-tre-mesi";

    public static SurveyRound? RoundOf(string? word) =>
        Enum.GetValues<SurveyRound>().Cast<SurveyRound?>().FirstOrDefault(round => round!.Value.Word() == word);

    public static string Label(this SurveyAudience audience) => audience switch
    {
        SurveyAudience.CameIn => "Chi c’era, anche per poco",
        SurveyAudience.Attended => "Chi c’era per il tempo che serve all’attestato",
        _ => "Chi aveva un posto, anche senza partecipare",
    };

    public static string Label(this SurveyQuestionKind kind) => kind switch
    {
        SurveyQuestionKind.Scale => "Voto da 1 a 5",
        SurveyQuestionKind.OneChoice => "Una scelta tra più risposte",
        SurveyQuestionKind.SeveralChoices => "Una o più risposte",
        _ => "Testo libero",
    };

    public static string Label(this SurveyState state) => state switch
    {
        SurveyState.Draft => "in preparazione",
        SurveyState.Planned => "programmato",
        SurveyState.Open => "aperto",
        SurveyState.Closing => "chiuso, in attesa dello spoglio",
        _ => "concluso",
    };

    public static string Sentence(this SurveyRefusal refusal) => refusal switch
    {
        SurveyRefusal.NoQuestion => "Aggiungi almeno una domanda: un questionario vuoto non si può aprire.",
        SurveyRefusal.TooManyQuestions => $"Un questionario può avere al massimo {Survey.MaxQuestions} domande: togline qualcuna.",
        SurveyRefusal.TooManyTexts =>
            $"Le domande a testo libero possono essere al massimo {Survey.MaxTexts}: chi risponde si stanca, e i testi vanno letti tutti.",
        SurveyRefusal.WebinarNotPublished => "Il webinar non è pubblicato: il questionario si apre per chi si è iscritto.",
        SurveyRefusal.OpenAlready => "Il questionario è già aperto: le domande e chi può rispondere non cambiano più.",
        SurveyRefusal.ClosedAlready => "Il questionario è già chiuso.",
        SurveyRefusal.ClosesBeforeItOpens => "La chiusura deve venire dopo l’apertura e dopo la fine del webinar: scegli un giorno più avanti.",
        _ => $"Un questionario può restare aperto al massimo {Survey.LongestDays} giorni: scegli un giorno più vicino.",
    };

    /// <summary>"fino al 12 febbraio 2026": the last day on which one may answer.</summary>
    public static string LastDay(DateTimeOffset closesAt) => RomeTime.Date("al", closesAt.AddTicks(-1));

    public static string Line(SurveyQuestion question) =>
        $"{question.Text} ({question.Kind.Label().ToLower(RomeTime.Italian)}, {(question.Required ? "obbligatoria" : "facoltativa")}"
        + $"{(question.Options.Count == 0 ? "" : $": {string.Join("; ", question.Options)}")})";

    internal static IReadOnlyList<FieldWords> Fields(Survey survey) =>
    [
        new("Domande", string.Join(" · ", survey.Questions.Select(Line))),
        new("Chi risponde", survey.OpensAt is null ? "" : survey.Audience.Label()),
        new("Si apre", survey.OpensAt is { } opens ? RomeTime.DateAndTime("il", opens) : ""),
        new("Si chiude", survey.ClosesAt is { } closes ? RomeTime.DateAndTime("il", closes) : ""),
    ];
}
