using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars.Questions;

/// <summary>A member of staff wants to do something with a question of a webinar.</summary>
/// <param name="Seen">What they had before their eyes: the question's mark, or the order of all of them.</param>
public sealed record QuestionCall(int WebinarId, Guid Key, string? Seen, string Staff);

public enum QuestionOutcome
{
    Done,

    /// <summary>Done, with a new version: the old one had answers.</summary>
    NewVersion,

    NothingToDo,
    NotFound,

    /// <summary>A colleague was quicker: nothing was changed.</summary>
    Overtaken,

    /// <summary>A rule stands against it: see the objection.</summary>
    Refused,
}

public sealed record QuestionResult(QuestionOutcome Outcome, QuestionObjection? Objection = null)
{
    public static implicit operator QuestionResult(QuestionOutcome outcome) => new(outcome);

    public static QuestionResult Refused(QuestionObjection objection) => new(QuestionOutcome.Refused, objection);
}

/// <summary>One thing that staff do with a webinar's questions, while nobody signs up and no colleague changes them.</summary>
public sealed class QuestionTurn(CooperaDb db, Webinar webinar, Questionnaire questions, string staff, DateTimeOffset now)
{
    public CooperaDb Db => db;

    public int WebinarId => webinar.Id;

    /// <summary>Tracked.</summary>
    public Questionnaire Questions => questions;

    public DateTimeOffset Now => now;

    public Task<bool> IsAnsweredAsync(Question question) => db.Answers.AnyAsync(a => a.QuestionId == question.Id);

    /// <summary>A line in the register of what staff did.</summary>
    public void Register(string action, string question, string? before, string? after) =>
        db.AuditEntries.Add(new AuditEntry(staff, action, webinar.Title, QuestionPhrases.Quote(question), now)
        {
            SubjectKey = AuditSubject.Webinar(webinar.Id),
            Before = before,
            After = after,
        });
}

/// <summary>What adding, changing, moving and taking away have in common: the webinar's lock, and everything or nothing.</summary>
public sealed class QuestionDesk(CooperaDb database, TimeProvider clock)
{
    public Task<QuestionResult> TakeAsync(
        int webinarId, string staff, Func<QuestionTurn, Task<QuestionResult>> turn, CancellationToken cancellationToken, Guid? form = null) =>
        database.WriteOnceAsync(form, db => TakeAsync(db, webinarId, staff, turn), cancellationToken);

    private async Task<QuestionResult> TakeAsync(CooperaDb db, int webinarId, string staff, Func<QuestionTurn, Task<QuestionResult>> turn)
    {
        if (await db.LockWebinarAsync(webinarId) is not { } webinar)
        {
            return QuestionOutcome.NotFound;
        }

        var questions = new Questionnaire(await db.Questions.Where(q => q.WebinarId == webinarId && q.RetiredAt == null).ToListAsync());
        var result = await turn(new QuestionTurn(db, webinar, questions, staff, clock.GetUtcNow()));
        if (result.Outcome is QuestionOutcome.Done or QuestionOutcome.NewVersion)
        {
            await db.SaveChangesAsync();
        }

        return result;
    }
}
