using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars.Questions;

/// <param name="Questions">How many it asks.</param>
public sealed record AskingWebinar(int Id, string Title, DateTimeOffset StartsAt, int Questions);

/// <summary>The form of a webinar asks what that of another one asks, too.</summary>
public sealed class CopyQuestions(ChangedQuestion changed)
{
    /// <summary>Of the form that asks from where.</summary>
    public const string Field = "From";

    /// <summary>Those that there is something to copy from, the latest first.</summary>
    public static async Task<IReadOnlyList<AskingWebinar>> ChoicesAsync(CooperaDb db, int exceptWebinar) => await db.Webinars
        .Where(w => w.Id != exceptWebinar && db.Questions.Any(q => q.WebinarId == w.Id && q.RetiredAt == null))
        .OrderByDescending(w => w.StartsAt)
        .Select(w => new AskingWebinar(
            w.Id, w.Title, w.StartsAt, db.Questions.Count(q => q.WebinarId == w.Id && q.RetiredAt == null)))
        .ToListAsync();

    public Task<ChangeResult> RunAsync(
        int webinarId, int fromWebinar, string staff, Guid? form = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Question> copies = [];
        return changed.RunAsync(
            new ChangeRequest<QuestionId>(new(webinarId, Guid.Empty), null, staff, form) { AnyVersion = true },
            async change =>
            {
                var from = await QuestionSheet.CurrentAsync(change.Db, fromWebinar);
                copies = from.CopiesInto(change.Thing.Questions, webinarId);
                return copies.Count == 0 && !from.IsEmpty;
            },
            async change =>
            {
                var title = await change.Db.Webinars.Where(w => w.Id == fromWebinar && w.Id != webinarId)
                    .Select(w => w.Title).SingleOrDefaultAsync();
                if (title is null || copies.Count == 0)
                {
                    return ChangeResult.Refused("Scegli un webinar che ha delle domande.", Field);
                }

                var questions = change.Thing.Questions.Questions;
                if (questions.Count + copies.Count > Question.MaxPerWebinar)
                {
                    return ChangeResult.Refused(
                        $"Diventerebbero {questions.Count + copies.Count} domande, e un modulo ne può avere al massimo "
                        + $"{Question.MaxPerWebinar}: togline qualcuna prima.",
                        Field);
                }

                change.Db.Questions.AddRange(copies);
                var all = new Questionnaire([.. questions, .. copies]);
                return change.Done(
                    AuditAction.QuestionsCopied,
                    $"{Amount.Of(copies.Count, "domanda", "domande")} da «{title}»",
                    changes: [.. copies.Select(copy => new FieldChange(
                        "Domanda", null, $"{copy.Text} ({QuestionPhrases.Audience(copy.Content().ShownIf, all)})"))],
                    sentence: copies.Count == 1
                        ? "1 domanda copiata in fondo al modulo."
                        : $"{copies.Count} domande copiate in fondo al modulo.");
            },
            null,
            cancellationToken);
    }
}
