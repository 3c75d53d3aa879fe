using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Registrations;

/// <summary>The sentences about extra questions.</summary>
public static class QuestionText
{
    public const string NoAnswer = "—";
    public const string ChangedMeanwhile =
        "Le domande di questo webinar sono cambiate mentre compilavi il modulo: guarda quelle segnate qui sotto e conferma di nuovo. Quello che hai scritto è ancora qui.";

    private const int LongestQuote = 80;

    public static string Label(this QuestionKind kind) => kind switch
    {
        QuestionKind.Text => "Testo libero",
        QuestionKind.OneChoice => "Una scelta",
        QuestionKind.SeveralChoices => "Più scelte",
        _ => "Sì o no",
    };

    public static string Quote(string text) => text.Length <= LongestQuote ? $"«{text}»" : $"«{Domain.Text.Cut(text, LongestQuote).TrimEnd()}…»";

    /// <summary>An answer as people read it: yes and no are stored as codes.</summary>
    public static string Said(QuestionKind kind, string answer) => kind == QuestionKind.YesNo && answer == Question.Yes ? "sì" : answer;

    public static string Capital(string text) => $"{char.ToUpper(text[0], Domain.RomeTime.Italian)}{text[1..]}";

    public static string Sentence(this AnswerProblem problem) => problem.Fault == AnswerFault.Missing
        ? Missing(problem.Question)
        : problem.Fault == AnswerFault.TooLong
            ? $"La risposta alla domanda {Quote(problem.Question.Text)} può avere al massimo {Answer.ValueMaxLength} caratteri."
            : $"Scegli di nuovo la risposta alla domanda {Quote(problem.Question.Text)}: quella inviata non è tra le possibili.";

    public static string Missing(Question question) => question.Kind switch
    {
        QuestionKind.Text => $"Rispondi alla domanda {Quote(question.Text)}.",
        QuestionKind.SeveralChoices => $"Scegli almeno una risposta alla domanda {Quote(question.Text)}.",
        _ => $"Scegli una risposta alla domanda {Quote(question.Text)}.",
    };

    /// <summary>"solo se hai risposto «sì» a «Ti fermi a pranzo?»"; null for a question that is always asked.</summary>
    public static string? Condition(Question question, Questionnaire questions) =>
        question.ShownIfKey is { } key && questions.Find(key) is { } other ? $"solo se hai risposto «{Said(other.Kind, question.ShownIfAnswer!)}» a {Quote(other.Text)}" : null;
}
