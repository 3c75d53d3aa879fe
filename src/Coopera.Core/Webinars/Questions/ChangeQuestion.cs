using Coopera.Core.Changes;
using Coopera.Core.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars.Questions;

/// <summary>A question put right: in place while nobody has answered it, else as a new version.</summary>
public sealed class ChangeQuestion(ChangedQuestion changed)
{
    public Task<ChangeResult> RunAsync(
        ChangeRequest<QuestionId> request, QuestionContent content, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Question?.Content().IsSameAs(content) == true,
            async change =>
            {
                var (question, questions) = (change.Thing.Question!, change.Thing.Questions);
                var was = question.Content();
                if (questions.WhyNotChange(question, content) is { } objection)
                {
                    return objection.Refused(content.Kind);
                }

                var changes = FieldChange.Between(QuestionPhrases.Fields(was, questions), QuestionPhrases.Fields(content, questions));
                var next = question.Change(content, await change.IsAnsweredAsync(question), change.Now);
                if (ReferenceEquals(next, question))
                {
                    return change.DoneAbout(AuditAction.QuestionChanged, was.Text, changes);
                }

                change.Db.Questions.Add(next);
                return change.DoneAbout(
                    AuditAction.QuestionVersioned,
                    was.Text,
                    changes,
                    $", versione {next.Version}",
                    "Domanda cambiata: chi si iscrive da adesso vede la nuova versione, le risposte già date restano con quella di prima.");
            },
            cancellationToken);
}
