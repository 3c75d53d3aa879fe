using Coopera.Core.Changes;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Registrations;

public static class QuestionPhrases
{
    public const string NoAnswer = "—";
    public const string ChangedWhileWriting =
        "Le domande di questo webinar sono cambiate mentre compilavi il modulo: guarda quelle segnate qui sotto e conferma di nuovo. "
        + "Quello che hai scritto è ancora qui.";

    private const int LongestQuote = 80;

    public static string Label(this QuestionKind kind) => kind switch
    {
        QuestionKind.Text => "Testo libero",
        QuestionKind.OneChoice => "Una scelta",
        QuestionKind.SeveralChoices => "Più scelte",
        _ => "Sì o no",
    };

    public static string Quote(string text) =>
        text.Length <= LongestQuote ? $"«{text}»" : $"«{Domain.Text.Cut(text, LongestQuote).TrimEnd()}…»";

    public static string Said(QuestionKind kind, string answer) => kind == QuestionKind.YesNo && answer == Question.Yes ? "sì" : answer;

    public static string Capital(string text) => $"{char.ToUpper(text[0], Domain.RomeTime.Italian)}{text[1..]}";

    public static string Sentence(this AnswerProblem problem) => problem.Fault == AnswerFault.Missing
        ? Missing(problem.Question)
        : problem.Fault == AnswerFault.TooLong
            ? Phrases.TooLong($"La risposta alla domanda {Quote(problem.Question.Text)}", Answer.ValueMaxLength)
            : $"Scegli di nuovo la risposta alla domanda {Quote(problem.Question.Text)}: quella inviata non è tra le possibili.";

    public static string Missing(Question question) => question.Kind switch
    {
        QuestionKind.Text => $"Rispondi alla domanda {Quote(question.Text)}.",
        QuestionKind.SeveralChoices => $"Scegli almeno una risposta alla domanda {Quote(question.Text)}.",
        _ => $"Scegli una risposta alla domanda {Quote(question.Text)}.",
    };

    /// <summary>"solo se hai risposto «sì» a «Ti fermi a pranzo?»"; null for a question that is always asked.</summary>
    public static string? Condition(Question question, Questionnaire questions) =>
        question.ShownIfKey is { } key && questions.Find(key) is { } other
            ? $"solo se hai risposto «{Said(other.Kind, question.ShownIfAnswer!)}» a {Quote(other.Text)}"
            : null;

    /// <summary>A question in words: for the register, and for whoever must see what a colleague made of it.</summary>
    public static IReadOnlyList<FieldWords> Fields(QuestionContent content, Questionnaire questions) =>
    [
        new("Domanda", content.Text),
        new("Tipo di risposta", content.Kind.Label()),
        new("Risposte possibili", string.Join("; ", content.Options)),
        new("Suggerimento", content.Hint ?? ""),
        new("Obbligatoria", Phrases.YesNo(content.Required)),
        new("A chi", Audience(content.ShownIf, questions)),
    ];

    public static string Audience(QuestionCondition? condition, Questionnaire questions) => condition is null
        ? "a tutti"
        : questions.Find(condition.Key) is { } other
            ? $"solo a chi risponde «{Said(other.Kind, condition.Answer)}» a {Quote(other.Text)}"
            : $"solo a chi risponde «{Said(QuestionKind.YesNo, condition.Answer)}» a {Quote("una domanda tolta")}";

    public static string AwaitedAnswer(this QuestionObjection objection) => Said(objection.Awaited!.Kind, objection.About!.ShownIfAnswer!);

    public static string Sentence(this QuestionObjection objection) => objection.Refusal switch
    {
        QuestionRefusal.TooMany =>
            $"Un webinar può avere al massimo {Question.MaxPerWebinar} domande: togline una prima di aggiungerne un’altra.",
        QuestionRefusal.NoSuchCondition =>
            "La domanda da cui questa dovrebbe dipendere non c’è più o viene dopo: scegli di nuovo a chi mostrarla.",
        QuestionRefusal.ConditionNeverMet =>
            "La domanda da cui questa dovrebbe dipendere non ha più quella risposta: scegli di nuovo a chi mostrarla.",
        QuestionRefusal.AnswerIsAwaited =>
            $"La domanda {Quote(objection.About!.Text)} si mostra solo a chi qui risponde «{objection.AwaitedAnswer()}»: cambia prima "
            + "quella.",
        QuestionRefusal.WouldComeTooEarly => $"Questa domanda dipende da {Quote(objection.About!.Text)}: deve restare dopo.",
        QuestionRefusal.WouldComeTooLate => $"Da questa domanda dipende {Quote(objection.About!.Text)}: deve restare prima.",
        _ => "La domanda è già al suo estremo dell’elenco.",
    };

    public static string People(int count) => count == 0 ? "nessuno" : RegistrationPhrases.People(count);
}
