using Coopera.Core.Changes;
using Coopera.Core.Webinars.Questions;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Testing.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Testing.Samples;

/// <summary>Extra questions of a webinar, for tests.</summary>
public static class Questions
{
    public static QuestionContent Lunch { get; } = new(QuestionKind.YesNo, "Ti fermi a pranzo?");

    public static QuestionContent Topics { get; } =
        new(QuestionKind.SeveralChoices, "Quali temi ti interessano?") { Options = ["Casa", "Lavoro", "Salute"] };

    public static QuestionContent Table { get; } =
        new(QuestionKind.OneChoice, "A quale tavolo vuoi sederti?") { Options = ["Mattina", "Sera"] };

    public static QuestionContent Note { get; } = new(QuestionKind.Text, "Che cosa vorresti chiedere?") { Hint = "Bastano due righe." };

    /// <summary>Adds questions as staff do, in that order.</summary>
    public static async Task<Question> AskAsync(this IHasServices site, Webinar webinar, QuestionContent content)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<AddQuestion>().RunAsync(webinar.Id, content, "redazione@anci.example");
        Assert.Equal(ChangeVerdict.Done, result.Verdict);
        return await site.ReadAsync(
            db => db.Questions.AsNoTracking().Where(q => q.WebinarId == webinar.Id).OrderByDescending(q => q.Id).FirstAsync());
    }

    /// <summary>A colleague changes a question.</summary>
    public static async Task<Question> ChangeAsync(this IHasServices site, Question question, QuestionContent content)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var call = new ChangeRequest<QuestionId>(new(question.WebinarId, question.Key), question.Mark(), "collega@anci.example");
        var result = await scope.ServiceProvider.GetRequiredService<ChangeQuestion>().RunAsync(call, content);
        Assert.True(result.Verdict == ChangeVerdict.Done, $"{result}");
        return await site.ReadAsync(db => db.Questions.AsNoTracking().SingleAsync(q => q.Key == question.Key && q.RetiredAt == null));
    }

    public static async Task RemoveAsync(this IHasServices site, Question question)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var call = new ChangeRequest<QuestionId>(new(question.WebinarId, question.Key), question.Mark(), "collega@anci.example");
        Assert.Equal(ChangeVerdict.Done, (await scope.ServiceProvider.GetRequiredService<RemoveQuestion>().RunAsync(call)).Verdict);
    }

    public static QuestionContent After(this QuestionContent content, Question other, string answer) =>
        content with { ShownIf = new QuestionCondition(other.Key, answer) };

    public static QuestionContent MustBeAnswered(this QuestionContent content) => content with { Required = true };

    /// <summary>Every stored answer of the webinar: "version of the question: value".</summary>
    public static async Task<IReadOnlyList<string>> StoredAnswersAsync(this IHasServices site, Webinar webinar) =>
        await site.ReadAsync(async db => (IReadOnlyList<string>)await db.Answers
            .Join(
                db.Questions.Where(q => q.WebinarId == webinar.Id),
                a => a.QuestionId,
                q => q.Id,
                (answer, question) => new { answer, question })
            .OrderBy(x => x.question.Position).ThenBy(x => x.answer.Id).Select(x => x.question.Version + ": " + x.answer.Value)
                .ToListAsync());

    public static AnswerSheet Checked(this Questionnaire questions, params (Question Question, string Value)[] given)
    {
        var sheet = questions.Check(
            given.GroupBy(g => g.Question.Key).ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Select(x => x.Value)]));
        Assert.True(sheet.IsValid);
        return sheet;
    }
}
