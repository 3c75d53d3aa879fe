using Coopera.Core.Changes;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Lists;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars.Questions;

/// <summary>A question in words: for the register, and for who must see what a colleague made of it.</summary>
public static class QuestionWords
{
    public static string Quote(string text) => QuestionText.Quote(text);

    public static IReadOnlyList<(string Name, string Value)> Lines(QuestionContent content, Questionnaire questions) =>
    [
        ("Domanda", content.Text),
        ("Tipo di risposta", content.Kind.Label()),
        ("Risposte possibili", string.Join("; ", content.Options)),
        ("Suggerimento", content.Hint ?? ""),
        ("Obbligatoria", content.Required ? "sì" : "no"),
        ("A chi", Audience(content.ShownIf, questions)),
    ];

    public static string Describe(QuestionContent content, Questionnaire questions) => Join(Lines(content, questions).Where(line => line.Value.Length > 0));

    /// <summary>Only the lines that are not alike.</summary>
    public static (string Before, string After) Difference(QuestionContent before, QuestionContent after, Questionnaire questions)
    {
        var pairs = Lines(before, questions).Zip(Lines(after, questions)).Where(pair => pair.First.Value != pair.Second.Value).ToList();
        return (Join(pairs.Select(pair => pair.First)), Join(pairs.Select(pair => pair.Second)));
    }

    public static string Audience(QuestionCondition? condition, Questionnaire questions) => condition is null
        ? "a tutti"
        : questions.Find(condition.Key) is { } other
            ? $"solo a chi risponde «{QuestionText.Said(other.Kind, condition.Answer)}» a {Quote(other.Text)}"
            : $"solo a chi risponde «{QuestionText.Said(QuestionKind.YesNo, condition.Answer)}» a {Quote("una domanda tolta")}";

    /// <summary>The answer that a question waits for, in the words of the question that is to give it.</summary>
    public static string AwaitedAnswer(this QuestionObjection objection) => QuestionText.Said(objection.Awaited!.Kind, objection.About!.ShownIfAnswer!);

    public static string Sentence(this QuestionObjection objection) => objection.Refusal switch
    {
        QuestionRefusal.TooMany => $"Un webinar può avere al massimo {Question.MaxPerWebinar} domande: togline una prima di aggiungerne un’altra.",
        QuestionRefusal.NoSuchCondition => "La domanda da cui questa dovrebbe dipendere non c’è più o viene dopo: scegli di nuovo a chi mostrarla.",
        QuestionRefusal.ConditionNeverMet => "La domanda da cui questa dovrebbe dipendere non ha più quella risposta: scegli di nuovo a chi mostrarla.",
        QuestionRefusal.AnswerIsAwaited =>
            $"La domanda {Quote(objection.About!.Text)} si mostra solo a chi qui risponde «{objection.AwaitedAnswer()}»: cambia prima quella.",
        QuestionRefusal.WouldComeTooEarly => $"Questa domanda dipende da {Quote(objection.About!.Text)}: deve restare dopo.",
        QuestionRefusal.WouldComeTooLate => $"Da questa domanda dipende {Quote(objection.About!.Text)}: deve restare prima.",
        _ => "La domanda è già al suo estremo dell’elenco.",
    };

    public static string People(int count) => count == 0 ? "nessuno" : RegistrationText.People(count);

    private static string Join(IEnumerable<(string Name, string Value)> lines) =>
        string.Join('\n', lines.Select(line => $"{line.Name}: {(line.Value.Length == 0 ? QuestionText.NoAnswer : line.Value)}"));
}
