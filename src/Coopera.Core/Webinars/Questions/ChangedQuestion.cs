using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars.Questions;

public readonly record struct QuestionId(int WebinarId, Guid Key);

/// <param name="Question">Null: new, or taken away.</param>
/// <param name="Questions">All that are asked now, tracked.</param>
public sealed record AskedQuestion(Webinar Webinar, Question? Question, Questionnaire Questions);

public sealed class ChangedQuestion(CooperaDb database, TimeProvider clock) : StaffChange<QuestionId, AskedQuestion>(database, clock)
{
    protected override async Task<AskedQuestion?> LockAsync(CooperaDb db, QuestionId id)
    {
        if (await db.LockWebinarAsync(id.WebinarId) is not { } webinar)
        {
            return null;
        }

        var questions = new Questionnaire(await db.Questions.Where(q => q.WebinarId == id.WebinarId && q.RetiredAt == null).ToListAsync());
        return new AskedQuestion(webinar, questions.Find(id.Key), questions);
    }

    protected override string? VersionOf(AskedQuestion thing) => thing.Question?.Mark();

    protected override string KeyOf(QuestionId id) => AuditSubject.Webinar(id.WebinarId);

    protected override string NameOf(AskedQuestion thing) => thing.Webinar.Title;
}

public static class QuestionChanges
{
    public static Task<bool> IsAnsweredAsync(this Change<AskedQuestion> change, Question question) =>
        change.Db.Answers.AnyAsync(a => a.QuestionId == question.Id);

    public static ChangeResult DoneAbout(
        this Change<AskedQuestion> change, string action, string text, IReadOnlyList<FieldChange> changes,
        string? more = null,
        string? sentence = null) =>
        change.Done(action, $"{QuestionPhrases.Quote(text)}{more}", changes: changes, sentence: sentence);

    public static ChangeResult Refused(this QuestionObjection objection, QuestionKind? kind = null) =>
        ChangeResult.Refused(objection.Sentence(), objection.Refusal switch
        {
            QuestionRefusal.NoSuchCondition or QuestionRefusal.ConditionNeverMet => "ShownIf",
            QuestionRefusal.AnswerIsAwaited when kind is not null =>
                kind is QuestionKind.OneChoice or QuestionKind.SeveralChoices ? "Options" : "Kind",
            _ => "",
        });
}
