using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>Writes down the answers of a registration, inside the transaction of a use case that holds the webinar's lock.</summary>
public static class AnswerBook
{
    /// <summary>They are read again only when the webinar, which is read under its lock, tells that they may have changed.</summary>
    public static async Task<bool> IsCurrentAsync(CooperaDb db, Webinar webinar, AnswerSheet? answers)
    {
        if (answers is null or { Questions: { Version: null, IsEmpty: true } } || answers.Questions.Version == webinar.QuestionsVersion)
        {
            return true;
        }

        var now = (await QuestionSheet.CurrentAsync(db, webinar.Id)).Questions.Select(q => (q.Id, q.Mark()));
        return now.ToHashSet().SetEquals(answers.Questions.Questions.Select(q => (q.Id, q.Mark())));
    }

    public static void Add(CooperaDb db, Guid registrationId, AnswerSheet? answers) =>
        db.Answers.AddRange(
            (answers?.Given ?? []).SelectMany(given => given.Values.Select(value => new Answer(registrationId, given.Question.Id, value))));

    public static async Task<bool> HoldsAsync(CooperaDb db, Guid registrationId, AnswerSheet? answers)
    {
        if (answers is null || answers.Questions.IsEmpty)
        {
            return true;
        }

        var stored = await db.Answers.Where(a => a.RegistrationId == registrationId)
            .Select(a => new { a.QuestionId, a.Value }).ToListAsync();
        var given = answers.Given.SelectMany(
            answer => answer.Values.Select(value => new { QuestionId = answer.Question.Id, Value = value }));
        return stored.ToHashSet().SetEquals(given);
    }

    /// <summary>
    /// Answers take the place of earlier ones to the same question, in whatever version. What was answered to an older version stays while
    /// the new one is left open; what a condition now excludes goes. True when anything changed; null answers change nothing.
    /// </summary>
    public static async Task<bool> ReplaceAsync(CooperaDb db, Guid registrationId, AnswerSheet? answers)
    {
        if (answers is null || answers.Questions.IsEmpty)
        {
            return false;
        }

        var stored = await db.Answers.Where(a => a.RegistrationId == registrationId)
            .Join(db.Questions, a => a.QuestionId, q => q.Id, (answer, question) => new { answer, question }).ToListAsync();
        var stays = answers.Given
            .Where(given => stored.Where(
                s => s.question.Id == given.Question.Id).OrderBy(s => s.answer.Id).Select(s => s.answer.Value).SequenceEqual(given.Values))
            .Select(given => given.Question.Id).ToHashSet();
        var goes = stored.Where(s => !stays.Contains(s.question.Id) && answers.Questions.Find(s.question.Key) is { } current
            && (answers.Answers(current.Key) || s.question.Id == current.Id || !answers.StillApplies(s.question))).Select(s => s.answer)
                .ToList();
        var comes = answers with { Given = [.. answers.Given.Where(given => !stays.Contains(given.Question.Id))] };
        db.Answers.RemoveRange(goes);
        Add(db, registrationId, comes);
        return goes.Count > 0 || comes.Given.Count > 0;
    }
}
