using Coopera.Core.Changes;
using Coopera.Core.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars.Questions;

public sealed class AddQuestion(ChangedQuestion changed)
{
    public Task<ChangeResult> RunAsync(
        int webinarId, QuestionContent content, string staff, Guid? form = null, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            new ChangeRequest<QuestionId>(new(webinarId, Guid.Empty), null, staff, form) { AnyVersion = true },
            _ => false,
            change =>
            {
                var questions = change.Thing.Questions;
                if (questions.WhyNotAdd(content) is { } objection)
                {
                    return objection.Refused(content.Kind);
                }

                change.Db.Questions.Add(
                    Question.Ask(webinarId, questions.Questions.Select(q => q.Position).DefaultIfEmpty().Max() + 1, content));
                return change.DoneAbout(
                    AuditAction.QuestionAdded, content.Text, FieldChange.New(QuestionPhrases.Fields(content, questions)));
            },
            cancellationToken);
}
